import { refuse } from '../../../domain/failure.ts';

/**
 * What keeps a hostile or absurd file from taking the service down. A register of a county grows by a few
 * thousand rows a year, so every limit is far above honest use.
 */
export const limits = {
  fileBytes: 100 * 1024 * 1024,
  rows: 200_000,
  columns: 500,
  zipEntries: 5_000,
  /** All entries of a packed workbook together, unpacked. */
  unpackedBytes: 1024 * 1024 * 1024,
  /** Unpacked parts above this size must not be packed tighter than `packRatio`. */
  suspiciousBytes: 200 * 1024 * 1024,
  packRatio: 200,
} as const;

const saveAsXlsx =
  '请用 WPS 或 Excel 打开该文件，选择“另存为”，类型选“Excel 工作簿（*.xlsx）”，再导入新文件。';

export function refuseBroken(why: string): never {
  refuse(
    'SpreadsheetBroken',
    '文件已损坏，无法读取。',
    why,
    '请重新拷贝该文件，或用 WPS、Excel 打开并另存为新的 xlsx 文件后再导入。',
  );
}

export function refuseProtected(): never {
  refuse(
    'SpreadsheetProtected',
    '文件设有打开密码，无法读取。',
    '加密的工作簿只有输入密码才能看到内容，本系统不保存也不猜测密码。',
    '请用 WPS 或 Excel 打开（问密码的先输入密码），去掉打开密码、撤销工作簿保护后另存为 xlsx 文件，再导入。',
  );
}

export function refuseMacros(): never {
  refuse(
    'SpreadsheetHasMacros',
    '文件带有宏，已拒绝读取。',
    '宏可以在打开文件时执行程序，涉密计算机不接收带宏的文件。',
    saveAsXlsx,
  );
}

export function refuseUnknownFormat(why: string): never {
  refuse('SpreadsheetUnknownFormat', '文件不是可以导入的表格。', why, saveAsXlsx);
}

export function refuseTooLarge(why: string): never {
  refuse(
    'SpreadsheetTooLarge',
    '文件太大，已拒绝读取。',
    why,
    '请删去多余的行、图片和工作表，或拆成几个文件后分别导入。',
  );
}

export function refuseEmptyFile(): never {
  refuse(
    'SpreadsheetEmpty',
    '文件是空的。',
    '文件里没有任何内容。',
    '请检查是否选错了文件，或重新拷贝后再导入。',
  );
}
