import { useState, type DragEvent } from 'react';

/** Takes files that are dropped on an element. `over`: whether some are being held above it. */
export function useFileDrop(onFiles: (files: Iterable<File>) => void, takes: boolean) {
  const [over, setOver] = useState(false);
  const carriesFiles = (event: DragEvent) => takes && event.dataTransfer.types.includes('Files');
  return {
    over,
    handlers: {
      onDragOver(event: DragEvent) {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        setOver(true);
      },
      onDragLeave(event: DragEvent) {
        // Where the pointer goes to is a node of this page, or none.
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      },
      onDrop(event: DragEvent) {
        setOver(false);
        if (!carriesFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        onFiles([...event.dataTransfer.files]);
      },
    },
  };
}
