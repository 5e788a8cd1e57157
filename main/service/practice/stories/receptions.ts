/** Visits, calls and text messages at the office's reception. */
import { fromReception } from '../../../../domain/registers/petition/from-reception.ts';
import type { Teller, Telling } from '../stories.ts';

const { fill: carriedOver } = fromReception;

const matters = [
  ['VISIT', '反映村集体鱼塘发包没有公开招标，租金去向不清。', 'REGISTERED', '登记受理，按信访件办理。'],
  ['VISIT', '反映邻里宅基地纠纷，要求巡察组协调。', 'GUIDED', '不属巡察受理范围，引导到镇人民调解委员会。'],
  ['CALL', '来电询问低保复核结果公示时间。', 'ANSWERED', '已当场说明公示地点和时间。'],
  ['VISIT', '多名村民反映危房改造补助到账金额与公示不符。', 'REGISTERED', '登记受理，按信访件办理。'],
  ['SMS', '短信反映镇敬老院食堂采购价格偏高。', 'REGISTERED', '登记受理，转巡察组核实。'],
  ['CALL', '来电反映某道路工程未验收即付款。', 'FORWARDED', '已转县交通运输局核查并要求回复。'],
] as const;

export function* receptionStory({ place, dice, person, today, save, step }: Teller): Telling {
  for (let round = 0; round < 3; round += 1) {
    for (const [kind, summary, onSiteHandling, handlingOpinion] of matters) {
      const count = kind === 'VISIT' ? 1 + Math.floor(dice() * 6) : 1;
      const values = {
        receivedAt: today(),
        kind,
        ...(kind === 'SMS' ? {} : { startTime: '09:20', endTime: kind === 'VISIT' ? '10:05' : '09:32' }),
        ...(kind === 'CALL' ? { duration: 12 } : {}),
        place: kind === 'VISIT' ? `${place}委巡察办接访室` : `${place}委巡察办值班室`,
        roundId: '2026年第二轮',
        groupId: '第二巡察组',
        targetId: `${place}民政局党组`,
        personCount: count,
        isGroup: count >= 5,
        isRealName: false,
        category: onSiteHandling === 'GUIDED' ? 'OUT_OF_SCOPE' : 'ACCUSATION',
        summary,
        materials: kind === 'VISIT' ? 1 : 0,
        materialPages: kind === 'VISIT' ? 3 : 0,
        recordText: `来人（来电人）称：${summary}接待人员已向其说明受理范围和办理程序。`,
        recorder: person(),
      };
      const told = save('reception', values, {
        petitioners: kind === 'SMS' ? [] : [{ name: person(), gender: '1', address: '城关镇坎上村' }],
        receivers: [
          { name: person(), unit: `${place}委巡察办`, isLocal: false },
          { name: person(), unit: '第二巡察组', isLocal: false },
        ],
      });
      yield 1;
      // The last ones are still to be read back or handled.
      if (round === 2 && kind === 'SMS') continue;
      step(told, 'readBack', {
        readBack: true,
        readBackAt: today(),
        ...(kind === 'VISIT' ? { signed: true } : {}),
      });
      if (onSiteHandling === 'REGISTERED')
        save(
          'petition',
          {
            ...carriedOver({ values, children: {}, no: '' }, () => '').values,
            receptionId: told.id,
            sourceUnit: 'DIRECT',
          },
          { accusedOrgs: [{ name: '城关镇坎上村村民委员会' }] },
        );
      if (round < 2 || kind !== 'CALL') step(told, 'handle', { onSiteHandling, handlingOpinion });
      yield 6 + Math.floor(dice() * 20);
    }
  }
}
