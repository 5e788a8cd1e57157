import { Alert } from 'antd';
import type { ReactElement } from 'react';
import { countLabel } from '../../../domain/packages.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { formatCount, formatSize } from '../../shared/format.ts';

interface Props {
  readonly preview: Output<'packages.preview'>;
  readonly withAttachments: boolean;
}

/** What a package would hold, before its number is taken. */
export function PackagePreview({ preview, withAttachments }: Props): ReactElement {
  const counts = Object.entries(preview.counts);
  return (
    <>
      <table className="facts">
        <tbody>
          {counts.length > 0 ? (
            <tr>
              <th>起点</th>
              <td>{preview.since}</td>
            </tr>
          ) : null}
          {counts.map(([name, count]) => (
            <tr key={name}>
              <th>{countLabel(name)}</th>
              <td className="number">{formatCount(count)}</td>
            </tr>
          ))}
          {withAttachments ? (
            <tr>
              <th>附件</th>
              <td className="number">
                {formatCount(preview.attachments)} 个，{formatSize(preview.bytes)}
              </td>
            </tr>
          ) : null}
          <tr>
            <th>密级</th>
            <td>{preview.mark || '不标密'}</td>
          </tr>
        </tbody>
      </table>
      {preview.notices.map((text) => (
        <Alert key={text} type="warning" showIcon title={text} className="preview-notice" />
      ))}
    </>
  );
}
