import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { letter, type Office, openOffice, registrar, accused } from './office.ts';

let office: Office;
let record: string;
beforeAll(async () => {
  office = await openOffice();
  ({ id: record } = office.save(registrar, { values: letter, children: { accused } }));
});
afterAll(() => office.dispose());

const pdf = Buffer.from('%PDF-1.7\n一封信的扫描件');
const file = (name: string, ...chunks: Uint8Array[]) => ({
  name,
  open: async function* () {
    await Promise.resolve();
    yield* chunks;
  },
});
const add = async (...files: ReturnType<typeof file>[]) => {
  const finish = await office.engine.addAttachments(registrar, { register: 'petition', record }, files);
  return office.write(finish).added;
};

describe('attachments', () => {
  test('are named cleanly, typed by content, read back and taken out with a reason', async () => {
    const [added] = await add(file('..\\私密/扫描 件.exe', pdf.subarray(0, 3), pdf.subarray(3)));
    expect(added).toMatchObject({ name: '扫描 件.exe.pdf', mediaType: 'application/pdf', size: pdf.length });
    const attachment = added?.id ?? '';
    const { content } = await office.engine.reads['attachments.read'](registrar, {
      register: 'petition',
      record,
      attachment,
    });
    expect(Buffer.from(content).equals(pdf)).toBe(true);
    office.write((tx) =>
      office.engine.writes['attachments.remove'](tx, registrar, {
        register: 'petition',
        record,
        attachment,
        reason: '扫错了',
      }),
    );
    expect(office.get(registrar, record).attachments).toEqual([]);
    const { entries } = office.engine.reads['records.history'](registrar, {
      register: 'petition',
      id: record,
    });
    expect(entries.map(({ actionLabel }) => actionLabel)).toEqual(['移除附件', '添加附件', '登记']);
  });

  test('do not make a form that was opened before them stale', async () => {
    const { rev } = office.get(registrar, record);
    await add(file('a.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])));
    expect(office.save(registrar, { id: record, rev, values: { remark: '附图一张' } }).rev).toBe(rev + 2);
    expect(() => office.save(registrar, { id: record, rev, values: { remark: '又改' } })).toThrow(/Changed/);
  });

  test('of unknown kind, empty, or too large are refused and leave the letter as it was', async () => {
    const { rev } = office.get(registrar, record);
    await expect(add(file('程序.pdf', Buffer.from('MZ program')))).rejects.toThrow(/FileKindUnknown/);
    await expect(add(file('空.pdf'))).rejects.toThrow(/FileEmpty/);
    const part = Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(64 * 1024 * 1024)]);
    await expect(add(file('大.pdf', part, part, part, part))).rejects.toThrow(/FileTooLarge/);
    expect(office.get(registrar, record).rev).toBe(rev);
  });

  test('have no place in an envelope-only letter', async () => {
    const { id } = office.save(registrar, { values: { receivedAt: '2026-03-09' }, sealedDirect: true });
    const adding = office.engine.addAttachments(registrar, { register: 'petition', record: id }, [
      file('a.pdf', pdf),
    ]);
    await expect(adding).rejects.toThrow(/SealedDirectContent/);
  });
});
