/** What a verdict rests on and nobody has entered: where the program cannot know, somebody looks. */
import type { Assignment, PersonFacts, TargetFacts } from './facts.ts';
import { endedWithin, placeMatters, type FindingContext } from './findings.ts';
import { neverLocalRoles, type AvoidanceRule, type Predicate } from './rules.ts';

/** One sentence for each record to complete; `rules` are those that hold for the part. */
export function gapsOf(
  assignment: Assignment,
  rules: readonly AvoidanceRule[],
  context: FindingContext,
): readonly string[] {
  const { person, target } = assignment;
  const byPredicate = new Map(rules.map((rule) => [rule.predicate, rule] as const));
  const place = placeMatters(target, context);
  const asked: Asked = {
    asks: (...predicates) => predicates.some((each) => byPredicate.has(each)),
    places: (...predicates) =>
      place &&
      (neverLocalRoles.includes(assignment.role) || predicates.some((each) => byPredicate.has(each))),
    recentPosts: person.posts.filter((post) =>
      endedWithin(post, byPredicate.get('served')?.yearsRegion ?? null, context.today),
    ),
  };
  return [targetGap(target, asked), personGap(assignment, asked)].filter((each) => each !== '');
}

interface Asked {
  /** Whether one of these rules holds. */
  readonly asks: (...predicates: readonly Predicate[]) => boolean;
  /** Whether one of these rules of place holds, and place matters at all. */
  readonly places: (...predicates: readonly Predicate[]) => boolean;
  readonly recentPosts: PersonFacts['posts'];
}

function targetGap({ name, region, leaders, unlisted }: TargetFacts, { asks, places }: Asked): string {
  if (unlisted !== undefined) return unlisted;
  const homeless = leaders.filter(({ posts }) => posts.length === 0).map((leader) => leader.name);
  const missing = [
    region === undefined && places('residence', 'workplace', 'served', 'upbringing') ? '所在地' : '',
    leaders.length === 0 && asks('kin', 'together') ? '领导班子成员' : '',
    homeless.length > 0 && asks('together') ? `${shortList(homeless)}的曾任职单位` : '',
  ].filter((each) => each !== '');
  if (missing.length === 0) return '';
  return `${name}没有登记${missing.join('、')}，无从查对，请在“被巡察党组织”中补充。`;
}

function personGap({ person, role, declared }: Assignment, { asks, places, recentPosts }: Asked): string {
  const { name, posts, relatives, education, declarations, holdings } = person;
  const unplaced = recentPosts.filter(({ region }) => region === undefined).map(({ unit }) => unit);
  const aimless = person.participations.filter(
    (each) => each.target === '' && (each.role === '' || each.role === role),
  );
  const needed = [
    aimless.length > 0 && asks('sameTarget')
      ? `${shortList([...new Set(aimless.map(({ round }) => round))])}参巡的被巡察党组织`
      : '',
    person.residences.length === 0 && places('residence') ? '现居住地' : '',
    person.workRegion === undefined && places('workplace') ? '工作地' : '',
    person.upbringing.length === 0 && places('upbringing') ? '成长地（籍贯）' : '',
    unplaced.length > 0 && asks('served') && places('served') ? `${shortList(unplaced)}的所在地` : '',
  ].filter((each) => each !== '');
  const unitless = relatives.filter(({ unit }) => unit === undefined).map((relative) => relative.name);
  const declarable = [
    posts.length === 0 && asks('served', 'together') ? '任职经历' : '',
    education.length === 0 && asks('studied') ? '学习经历' : '',
    relatives.length === 0 && asks('kin') ? '亲属及社会关系' : '',
    unitless.length > 0 && asks('kin') ? `${shortList(unitless)}的单位` : '',
    declarations.length + holdings.length === 0 && asks('interest') ? '公务利害' : '',
  ].filter((each) => each !== '');
  const missing = declared ? needed : [...needed, ...declarable];
  if (missing.length === 0) return '';
  const next = declared || declarable.length === 0 ? '' : '；本人申报没有的，在本组登记“回避申报日期”';
  return `${name}没有登记${missing.join('、')}，无从查对，请在“人才库人员”中补充${next}。`;
}

function shortList(names: readonly string[]): string {
  return `${names.slice(0, 3).join('、')}${names.length > 3 ? `等${names.length}个` : ''}`;
}
