/** 介质台账 (reference 3.17): every medium is registered under its code and followed until it is destroyed. */
import { refuse } from '../../../domain/failure.ts';
import { mediumLevelFor, mediumLevels, mediumSteps } from '../../../domain/media.ts';
import type { MediumEntry, MediumStatus } from '../../../domain/media.ts';
import type { Reader, Writer } from '../../vault/api.ts';

export interface Medium extends MediumEntry {
  readonly id: string;
}

const mediumColumns =
  'id, code, kind, serialNo, brand, capacity, level, custodian, registeredAt, status, remark';

export function media(reader: Reader): readonly Medium[] {
  return reader.all<Medium>(`SELECT ${mediumColumns} FROM exchangeMedium ORDER BY code`);
}

export function findMedium(reader: Reader, id: string): Medium | undefined {
  return reader.get<Medium>(`SELECT ${mediumColumns} FROM exchangeMedium WHERE id = ?`, [id]);
}

export function findMediumByCode(reader: Reader, code: string): Medium | undefined {
  return reader.get<Medium>(`SELECT ${mediumColumns} FROM exchangeMedium WHERE code = ?`, [code]);
}

/** Throws ExpectedError `MediumUnknown`. */
export function getMedium(reader: Reader, id: string): Medium {
  return (
    findMedium(reader, id) ??
    refuse('MediumUnknown', '介质没有登记。', '台账中找不到这个介质。', '请先登记介质，再写入数据包。')
  );
}

/** Follows a registered medium on its way; a medium that the register does not let take this step stays as it is. */
export function followMedium(tx: Writer, id: string, status: MediumStatus): void {
  const medium = findMedium(tx, id);
  if (medium && mediumSteps[medium.status].includes(status)) saveMedium(tx, { ...medium, status });
}

/** Registers a medium or changes its entry. Throws ExpectedError `MediumCodeTaken`, `MediumStepWrong`, `MediumLevelLowered`. */
export function saveMedium(tx: Writer, medium: Medium): void {
  const before = findMedium(tx, medium.id);
  if (tx.get('SELECT 1 AS found FROM exchangeMedium WHERE code = ? AND id <> ?', [medium.code, medium.id])) {
    refuse(
      'MediumCodeTaken',
      '介质编号重复。',
      `编号“${medium.code}”已经登记给另一个介质。`,
      '请核对标签后重新填写编号。',
    );
  }
  if (before && before.status !== medium.status && !mediumSteps[before.status].includes(medium.status)) {
    refuse(
      'MediumStepWrong',
      '介质状态不能这样变更。',
      '已销毁的介质不能再用，遗失的介质找回后应先归还。',
      '请按实际流转次序登记。',
    );
  }
  if (
    mediumLevels.indexOf(medium.level) < 0 ||
    (before && mediumLevels.indexOf(medium.level) < mediumLevels.indexOf(before.level))
  ) {
    refuse(
      'MediumLevelLowered',
      '介质密级不能降低。',
      '介质的密级按存储过的最高密级确定，只升不降。',
      '请保持原密级；不再需要时按规定销毁。',
    );
  }
  tx.run(
    `INSERT INTO exchangeMedium (${mediumColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET code = excluded.code, kind = excluded.kind, serialNo = excluded.serialNo,
     brand = excluded.brand, capacity = excluded.capacity, level = excluded.level, custodian = excluded.custodian,
     registeredAt = excluded.registeredAt, status = excluded.status, remark = excluded.remark`,
    [
      ...[medium.id, medium.code, medium.kind, medium.serialNo, medium.brand, medium.capacity, medium.level],
      ...[medium.custodian, medium.registeredAt, medium.status, medium.remark],
    ],
  );
}

/**
 * Whether content with this mark may be put on a medium of this level: level at least that of the content (reference
 * 3.17). Throws ExpectedError `MediumLevelTooLow`, `MediumNotUsable`.
 */
export function checkMediumFor(medium: Medium, mark: string): void {
  if (medium.status === 'DESTROYED' || medium.status === 'LOST') {
    refuse('MediumNotUsable', '这个介质不能使用。', '台账记载它已销毁或者遗失。', '请换一个在册的介质。');
  }
  const needed = mediumLevelFor(mark);
  if (mediumLevels.indexOf(medium.level) >= mediumLevels.indexOf(needed)) return;
  refuse(
    'MediumLevelTooLow',
    '介质的密级低于内容的密级。',
    `内容按“${needed}”管理，而介质登记为“${medium.level}”。`,
    '请换用密级相当的介质。',
  );
}
