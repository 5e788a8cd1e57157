import { Modal } from 'antd';
import { useEffect, useRef, type ReactElement } from 'react';
import { failureOf } from '../../app/bridge.ts';
import { useProcedure } from '../../app/queries.ts';
import { PdfPages } from '../../pdf/pdf-pages.tsx';
import { OwnPasswordPrompt } from '../../shared/own-password.tsx';
import { Asked, Nothing } from '../../shared/states.tsx';
import type { RegisterId } from '../../../domain/registers/registers.ts';
import type { LoadedRecord } from './detail-head.tsx';

interface Props {
  readonly target: { readonly register: RegisterId; readonly record: string };
  readonly file: LoadedRecord['attachments'][number] | null;
  readonly onClose: () => void;
}

/** Shows an attachment from memory; nothing of it outlives the dialog. */
export function AttachmentViewer({ target, file, onClose }: Props): ReactElement {
  const content = useProcedure('attachments.read', file ? { ...target, attachment: file.id } : null, {
    staleTime: 0,
  });
  return (
    <Modal
      open={file !== null}
      title={file?.name}
      footer={null}
      width="92%"
      style={{ top: 24 }}
      onCancel={onClose}
      destroyOnHidden
    >
      {file && content.error && failureOf(content.error).type === 'OwnPasswordNeeded' ? (
        <>
          <p>扫描件可能有反映人信息，查看记入审计日志。</p>
          <OwnPasswordPrompt okText="查看附件" onGiven={() => void content.refetch()} />
        </>
      ) : file ? (
        <Asked query={content}>
          {(loaded) => (
            <AttachmentContent mediaType={loaded.mediaType} content={loaded.content} name={loaded.name} />
          )}
        </Asked>
      ) : null}
    </Modal>
  );
}

interface ContentProps {
  readonly mediaType: string;
  readonly content: Uint8Array;
  readonly name: string;
}

const shownImages = ['image/png', 'image/jpeg', 'image/gif', 'image/bmp', 'image/webp'];

function AttachmentContent({ mediaType, content, name }: ContentProps): ReactElement {
  if (mediaType === 'application/pdf') return <PdfPages content={content} />;
  if (shownImages.includes(mediaType))
    return <ImageView mediaType={mediaType} content={content} name={name} />;
  return <Nothing text="这种格式的附件不能在窗口中查看，请转成PDF或图片后重新添加。" />;
}

function ImageView({ mediaType, content, name }: ContentProps): ReactElement {
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([content.slice()], { type: mediaType }));
    if (image.current) image.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [mediaType, content]);
  return <img ref={image} className="attachment-image" alt={name} />;
}
