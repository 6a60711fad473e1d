import CircleAlert from 'lucide-react/icons/circle-alert';
import CircleCheck from 'lucide-react/icons/circle-check';
import Info from 'lucide-react/icons/info';
import { useWords } from '../language/useWords.js';
import { verdictOf } from '../session/quality/diagnose.js';
import type { Finding, Weight } from '../session/quality/finding.js';
import { Notice } from '../ui/Notice.js';
import styles from './Quality.module.css';
import { findingWords } from './words.js';

const TONES = { note: 'plain', fair: 'warn', bad: 'danger' } as const satisfies Record<Weight, string>;

/** How the call is, what is wrong with it, and what to try. */
export function Findings({ findings, measured }: { findings: readonly Finding[]; measured: boolean }) {
  const words = useWords();
  const verdict = verdictOf(findings);
  return (
    <div className={styles.findings}>
      <output className={styles.verdict} data-verdict={measured ? verdict : 'none'}>
        {measured && verdict === 'good' ? <CircleCheck /> : <CircleAlert />}
        {words(measured ? `quality:verdict.${verdict}` : 'quality:measuring')}
      </output>
      {findings.map((finding) => {
        const { code, weight, participant } = finding;
        const { title, help } = findingWords(words, finding);
        return (
          <Notice
            key={`${code}-${participant}`}
            tone={TONES[weight]}
            icon={weight === 'note' ? <Info /> : <CircleAlert />}
            title={title}
          >
            {help}
          </Notice>
        );
      })}
    </div>
  );
}
