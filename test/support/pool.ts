/** People of a pool (人才库), as many as are wanted, all of them invented: a workbook as an office keeps it. */
import { writeFileSync } from 'node:fs';
import * as XLSX from '@e965/xlsx';

const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许'];
const given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚'];
const places = ['衢江区', '江山市', '龙游县', '常山县', '柯城区', '开化县'];
export const bureaus = ['审计局', '财政局', '纪委监委', '教育局', '住房和城乡建设局', '委组织部'];
const majors = ['纪检监察', '审计', '文字综合', '财务会计', '组织人事'];
const headings = [
  ...['姓名', '性别', '出生年月', '政治面貌', '单位', '职务', '职级', '专业特长', '现居住地', '籍贯'],
  ...['任职经历', '亲属及社会关系', '所在库', '资格审查通过'],
];

export const at = (list: readonly string[], index: number): string => list[index % list.length] ?? '';

/** The cells of one of them, the same whenever it is asked for. */
export function personOf(index: number): readonly string[] {
  const name = at(surnames, index) + at(given, Math.floor(index / 20)) + at(given, Math.floor(index / 400));
  const place = at(places, index);
  return [
    ...[name, index % 3 === 0 ? '女' : '男', `198${index % 10}.0${1 + (index % 9)}`, '中共党员'],
    ...[`${place}${at(bureaus, Math.floor(index / 6))}`, '科员', index % 5 === 0 ? '正科' : '副科'],
    ...[at(majors, index), place, at(places, index + 1)],
    `${at(places, index + 2)}${at(bureaus, index)}(2010-2015)、${place}${at(bureaus, index + 1)}(2015-2020)`,
    `${at(surnames, index + 7)}${at(given, index)}/配偶/${at(places, index + 3)}${at(bureaus, index + 2)}`,
    ...['专业人才库', '是'],
  ];
}

/** So many people from this place of the list, as a workbook. */
export function writePool(path: string, from: number, count: number): void {
  const rows = Array.from({ length: count }, (_, index) => [...personOf(from + index)]);
  const book = XLSX.utils.book_new(XLSX.utils.aoa_to_sheet([headings, ...rows]), '人才库');
  writeFileSync(path, new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer));
}
