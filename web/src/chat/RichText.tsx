import { useMemo } from 'react';
import { piecesOf } from './links.js';

/** A text as it was written, its links to be clicked; nothing in it is ever HTML. */
export function RichText({ text }: { text: string }) {
  const pieces = useMemo(() => piecesOf(text), [text]);
  return pieces.map((piece, index) =>
    piece.href === undefined ? (
      piece.text
    ) : (
      <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer">
        {piece.text}
      </a>
    ),
  );
}
