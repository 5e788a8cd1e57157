import { InboxOutlined } from '@ant-design/icons';
import { useEffect, useState, type DragEvent as ReactDragEvent, type ReactElement } from 'react';
import { carriesFiles } from '../../app/stray-drops.ts';

interface Props {
  readonly text: string;
  readonly onDrop: (files: readonly File[]) => void;
}

/** A dashed frame that appears while files are dragged over the window and takes those dropped on it. */
export function DropArea({ text, onDrop }: Props): ReactElement | null {
  const dragging = useFilesOverWindow();
  const [over, setOver] = useState(false);
  if (!dragging) return null;

  const accept = (event: ReactDragEvent): void => {
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setOver(true);
  };
  return (
    <div
      className={over ? 'drop-area over' : 'drop-area'}
      onDragEnter={accept}
      onDragOver={accept}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onDrop(Array.from(event.dataTransfer.files));
      }}
    >
      <InboxOutlined />
      {text}
    </div>
  );
}

function useFilesOverWindow(): boolean {
  const [inside, setInside] = useState(false);
  useEffect(() => {
    const enter = (event: DragEvent): void => {
      if (carriesFiles(event)) setInside(true);
    };
    const leave = (event: DragEvent): void => {
      // Between two parts of the page the one that is entered is named.
      if (event.relatedTarget === null) setInside(false);
    };
    const listening = new AbortController();
    const { signal } = listening;
    window.addEventListener('dragenter', enter, { signal });
    window.addEventListener('dragleave', leave, { signal });
    window.addEventListener('drop', () => setInside(false), { signal });
    return () => listening.abort();
  }, []);
  return inside;
}
