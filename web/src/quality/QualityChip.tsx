import CircleAlert from 'lucide-react/icons/circle-alert';
import { useState } from 'react';
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

/** What is said on the stage; what is not in it is for the panel alone. */
const SHORT: Partial<Record<FindingCode, string>> = {
  loss: 'Your connection is weak',
  slow: 'Your connection is slow',
  'microphone-muted': 'Your microphone is muted outside of this page',
  'microphone-silent': 'Your microphone gives no sound',
  'camera-muted': 'Your camera is switched off outside of this page',
  'camera-frozen': 'Your camera gives no new pictures',
};

function worstOf({ findings }: QualityState): FindingCode | null {
  return findings.find(({ code, weight }) => weight === 'bad' && SHORT[code] !== undefined)?.code ?? null;
}

/** Says on the stage that something is wrong with one's own call, and leads to the panel that says more. */
export default function QualityChip({ quality, onOpen }: QualityChipProps) {
  const worst = useReadable(quality.state, worstOf);
  const lasting = useLasting(worst !== null, PASSING);
  // Who has read of it need not be told again, as long as it is the same.
  const [read, setRead] = useState<FindingCode | null>(null);
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
          {SHORT[worst]}
        </Button>
      ) : null}
    </output>
  );
}
