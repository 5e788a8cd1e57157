import type { ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import './planning.css';

export type County = Output<'crossing.judge'>['counties'][number];
export type Crossing = Output<'crossing.judge'>['crossings'][number];

interface Props {
  /** In the order of the ring, from the top clockwise. */
  readonly counties: readonly County[];
  readonly crossings: readonly Crossing[];
}

/** Units of the drawing; it is scaled to its place. */
const size = 360;
const radius = 132;
const dot = 30;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Counties in a circle, an arrow from who sends to who is inspected. The table beside it says the same in words. */
export function RingPicture({ counties, crossings }: Props): ReactElement {
  const places = new Map(counties.map(({ code }, index) => [code, placeOf(index, counties.length)] as const));
  const arrows = crossings.flatMap(({ senders, target }) =>
    senders.flatMap((sender) => {
      const from = places.get(sender);
      const to = places.get(target);
      return from && to && sender !== target ? [{ key: `${sender}>${target}`, ...between(from, to) }] : [];
    }),
  );
  return (
    <svg
      className="ring-picture"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={spoken(counties, crossings)}
    >
      <defs>
        <marker
          id="ring-arrow"
          viewBox="0 0 10 10"
          refX="9"
          refY="5"
          markerWidth="7"
          markerHeight="7"
          orient="auto"
        >
          <path d="M 0 0 L 10 5 L 0 10 z" className="ring-arrow-head" />
        </marker>
      </defs>
      {arrows.map(({ key, from, to }) => (
        <line
          key={key}
          className="ring-arrow"
          x1={from.x}
          y1={from.y}
          x2={to.x}
          y2={to.y}
          markerEnd="url(#ring-arrow)"
        />
      ))}
      {counties.map(({ code, short, takesPart }) => {
        const { x, y } = places.get(code) ?? { x: 0, y: 0 };
        return (
          <g key={code}>
            <circle className={takesPart ? 'ring-county' : 'ring-county stray'} cx={x} cy={y} r={dot} />
            <text className="ring-name" x={x} y={y} textAnchor="middle" dominantBaseline="central">
              {short.slice(0, mostShown)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** Characters that fit into a circle. */
const mostShown = 4;

function placeOf(index: number, count: number): Point {
  const angle = (2 * Math.PI * index) / Math.max(1, count) - Math.PI / 2;
  return { x: size / 2 + radius * Math.cos(angle), y: size / 2 + radius * Math.sin(angle) };
}

/** From rim to rim. */
function between(from: Point, to: Point): { readonly from: Point; readonly to: Point } {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const along = (point: Point, distance: number): Point => ({
    x: point.x + ((to.x - from.x) / length) * distance,
    y: point.y + ((to.y - from.y) / length) * distance,
  });
  return { from: along(from, dot), to: along(to, -dot - 1) };
}

function spoken(counties: readonly County[], crossings: readonly Crossing[]): string {
  const short = new Map(counties.map((county) => [county.code, county.short] as const));
  const name = (code: string): string => short.get(code) ?? code;
  const told = crossings.map(
    ({ senders, target }) =>
      `${senders.length === 0 ? '市级' : senders.map(name).join('、')}到${name(target)}`,
  );
  return told.length === 0 ? '还没有编组' : `编组示意：${told.join('，')}`;
}
