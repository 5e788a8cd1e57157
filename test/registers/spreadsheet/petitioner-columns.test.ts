import { expect, it } from 'vitest';
import type { Register } from '../../../domain/register.ts';
import { problem } from '../../../domain/registers/problem/problem.ts';
import { petition } from '../../../domain/registers/petition/petition.ts';
import { petitionerColumns } from '../../../main/registers/spreadsheet/petitioner-columns.ts';
import { importTargets } from '../../../main/registers/spreadsheet/targets.ts';

/** What is told of each heading, given as its labels from above. */
function told(register: Register, ...headings: readonly (readonly string[])[]) {
  const columns = headings.map((labels, column) => ({ column, labels })) as unknown as Parameters<
    typeof petitionerColumns
  >[0]['columns'];
  const found = petitionerColumns({ columns }, importTargets(register));
  return headings.map((_, column) => found.get(column));
}

it.each([
  ['反映人'],
  ['反映人电话'],
  ['信访人家庭住址'],
  ['举报人', '姓名'],
  ['反映人基本情况', '姓名'],
  ['反映人与被反映人关系'],
])('%s %s says who petitioned', (...labels) => {
  expect(told(petition, labels)).toEqual(['named']);
});

it.each([
  ['信访人诉求'],
  ['举报人反映的问题'],
  ['来访人反映的主要问题'],
  ['信访人意见'],
  ['反映人数'],
  ['来信人反映情况', '主要问题'],
  ['反映人', '反映的主要问题'],
  ['被反映人'],
])('%s %s is what a letter says', (...labels) => {
  expect(told(petition, labels)).toEqual([undefined]);
});

it('other columns of a person belong to who petitioned only where nobody is sealed', () => {
  expect(told(petition, ['反映人'], ['联系电话'])).toEqual(['named', undefined]);
  expect(told(problem, ['反映人'], ['联系电话'], ['责任人'])).toEqual(['named', 'beside', undefined]);
  expect(told(problem, ['联系电话'])).toEqual([undefined]);
});
