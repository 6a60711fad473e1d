import CircleAlert from 'lucide-react/icons/circle-alert';
import { useState } from 'react';
import { useWords } from '../language/useWords.js';
import type { FindingCode } from '../session/quality/finding.js';
import type { Quality, QualityState } from '../session/quality/quality.js';
import { Button } from '../ui/Button.js';
import { useLasting } from '../ui/useLasting.js';
import { useReadable } from '../ui/useReadable.js';
import styles from './Quality.module.css';

export interface QualityChipProps {
  quality: Quality;
  onOpen(): void;
}

/** What takes less than this to pass is worth no interruption, in milliseconds. */
const PASSING = 3_000;

/** What is said on the stage; what is not among them is for the panel alone. */
const SAID = [
  'loss',
  'slow',
  'microphone-muted',
  'microphone-silent',
  'camera-muted',
  'camera-frozen',
] as const satisfies readonly FindingCode[];
type Said = (typeof SAID)[number];

function worstOf({ findings }: QualityState): Said | null {
  for (const { code, weight } of findings) {
    const said = weight === 'bad' ? SAID.find((one) => one === code) : undefined;
    if (said !== undefined) return said;
  }
  return null;
}

/** Says on the stage that something is wrong with one's own call, and leads to the panel that says more. */
export default function QualityChip({ quality, onOpen }: QualityChipProps) {
  const words = useWords();
  const worst = useReadable(quality.state, worstOf);
  const lasting = useLasting(worst !== null, PASSING);
  // Who has read of it need not be told again, as long as it is the same.
  const [read, setRead] = useState<Said | null>(null);
  if (worst === null && read !== null) setRead(null);
  const shown = lasting && worst !== null && worst !== read;
  return (
    <output className={shown ? styles.chip : 'said'}>
      {shown ? (
        <Button
          size="small"
          onClick={() => {
            setRead(worst);
            onOpen();
          }}
        >
          <CircleAlert />
          {words(`quality:short.${worst}`)}
        </Button>
      ) : null}
    </output>
  );
}
