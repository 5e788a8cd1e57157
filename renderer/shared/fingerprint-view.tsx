import type { ReactElement } from 'react';
import './shared.css';

interface Props {
  /** As the service writes it: groups with a space between them. */
  readonly fingerprint: string;
  readonly label?: string;
}

/** A fingerprint in large numbered groups, made to be read aloud. */
export function FingerprintView({ fingerprint, label = '指纹' }: Props): ReactElement {
  const groups = fingerprint.split(' ').map((group, index) => ({ group, place: index + 1 }));
  return (
    <ol className="fingerprint-groups" aria-label={label}>
      {groups.map(({ group, place }) => (
        <li key={place}>
          <span className="quiet">{place}</span>
          <code>{group}</code>
        </li>
      ))}
    </ol>
  );
}
