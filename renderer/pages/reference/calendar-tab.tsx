import { App, Flex, Select } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import { useMutationProcedure, useProcedure } from '../../app/queries.ts';
import { todayInChina } from '../../shared/format.ts';
import { Asked, Nothing } from '../../shared/states.tsx';
import { dayRanges, monthDays, type DayKind } from './calendar-days.ts';
import { ImportButton } from './import-button.tsx';
import './reference.css';
import { VerifiedTag } from './verified-tag.tsx';

type Year = Output<'calendar.years'>['years'][number];

/** 工作日历: days off and worked weekends by the yearly notice; deadlines in working days need it. */
export function CalendarTab(): ReactElement {
  const years = useProcedure('calendar.years', {}, { staleTime: 0 });
  return <Asked query={years}>{(data) => <Years years={data.years} />}</Asked>;
}

function Years({ years }: { readonly years: readonly Year[] }): ReactElement {
  const thisYear = Number(todayInChina().slice(0, 4));
  const [chosen, setChosen] = useState(thisYear);
  const shown = years.find(({ year }) => year === chosen) ?? years.at(-1);
  const missing = [thisYear, thisYear + 1].filter((year) => years.every((known) => known.year !== year));
  return (
    <>
      <Flex className="toolbar" gap="small" align="center" wrap>
        <Select
          aria-label="年份"
          value={shown?.year ?? null}
          onChange={(year) => setChosen(year ?? thisYear)}
          options={years.map(({ year }) => ({ value: year, label: `${year}年` }))}
        />
        {missing.length > 0 ? (
          <span className="weakness">
            还没有{missing.join('、')}年的日历，跨入该年的工作日期限无法计算。国务院办公厅通知发布后请导入。
          </span>
        ) : null}
        <span className="grow" />
        <ImportCalendar onImported={setChosen} />
      </Flex>
      {shown ? <YearView year={shown} /> : <Nothing text="还没有工作日历。" />}
    </>
  );
}

function ImportCalendar({ onImported }: { readonly onImported: (year: number) => void }): ReactElement {
  const { message } = App.useApp();
  const read = useMutationProcedure('calendar.import', ['calendar']);
  const take = async (file: string): Promise<void> => {
    const { year, holidays, workdays } = await read.mutateAsync({ file });
    onImported(year);
    void message.success(`已导入${year}年：休息${holidays}天，调休上班${workdays}天。`, 6);
  };
  return <ImportButton label="导入年度日历" purpose="calendar" busy={read.isPending} onPicked={take} />;
}

const signs: Readonly<Record<DayKind, string>> = { holiday: '休', workday: '班', weekend: '', plain: '' };

function YearView({ year }: { readonly year: Year }): ReactElement {
  return (
    <section className="panel">
      <Flex gap="small" align="center" wrap>
        <VerifiedTag verified={year.verified} />
        <span>依据：{year.basis}</span>
      </Flex>
      <p>
        放假（{year.holidays.length}天）：{dayRanges(year.holidays).join('，')}
        <br />
        调休上班（{year.workdays.length}天）：{dayRanges(year.workdays).join('，') || '无'}
      </p>
      <div className="year-months">
        {Array.from({ length: 12 }, (_, month) => (
          <table key={month} className="month" aria-label={`${year.year}年${month + 1}月`}>
            <caption>{month + 1}月</caption>
            <thead>
              <tr>
                {Array.from('一二三四五六日', (name) => (
                  <th key={name}>{name}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {monthDays(year, month + 1).map((week) => (
                <tr key={week.find((day) => day)?.date}>
                  {week.map((day, at) => (
                    <td key={day?.date ?? `empty-${at}`} className={day?.kind ?? ''}>
                      {day ? Number(day.date.slice(8)) : ''}
                      {day && signs[day.kind] ? <sup>{signs[day.kind]}</sup> : null}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
      <p className="quiet">“休”为放假，“班”为周末调休上班，灰色为普通周末。</p>
    </section>
  );
}
