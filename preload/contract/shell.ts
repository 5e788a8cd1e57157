/** What Electron's main process answers itself: dialogs, window, printers. It never sees business data. */
import { z } from 'zod';
import { fileToken, nothing, reads, writes } from './define.ts';

const purpose = z.enum([
  'spreadsheet',
  'attachment',
  'package',
  'request',
  'calendar',
  'pdf',
  'word',
  'workbook',
  'medium',
  'vault',
  'backup',
  'audit',
  'keyBackup',
  'statement',
]);

export const shellContract = {
  'shell.pickOpen': writes(
    { access: 'anyone' },
    z.strictObject({ purpose, multiple: z.boolean() }),
    z.strictObject({
      files: z.array(z.strictObject({ token: fileToken, name: z.string(), size: z.number() })),
    }),
  ),
  'shell.pickSave': writes(
    { access: 'anyone' },
    z.strictObject({ purpose, suggestedName: z.string().max(200) }),
    z.strictObject({ token: fileToken, name: z.string() }).nullable(),
  ),
  'shell.pickFolder': writes(
    { access: 'anyone' },
    z.strictObject({ purpose }),
    z.strictObject({ token: fileToken, name: z.string(), removable: z.boolean().nullable() }).nullable(),
  ),
  'shell.printers': reads(
    { access: 'anyone' },
    nothing,
    z.strictObject({
      printers: z.array(z.strictObject({ name: z.string(), label: z.string(), isDefault: z.boolean() })),
    }),
  ),
  'shell.zoom': writes(
    { access: 'anyone' },
    z.strictObject({ percent: z.number().int().min(80).max(200) }),
    nothing,
  ),
  'shell.copyText': writes(
    { access: 'anyone' },
    z.strictObject({ text: z.string().max(2_000_000) }),
    nothing,
  ),
  'shell.quit': writes({ access: 'anyone' }, nothing, nothing),
};
