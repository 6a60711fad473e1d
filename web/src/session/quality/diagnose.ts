/** What is wrong with a call, and what to try. Pure. */
import { deviceFindings } from './device-findings.js';
import type { Facts, Finding, Weight } from './finding.js';
import { lineFindings } from './line-findings.js';
import { otherFindings } from './other-findings.js';

const SEVERITY: Record<Weight, number> = { bad: 2, fair: 1, note: 0 };

/** All that is found, the worst first; among equals what one can do something about oneself. */
export function diagnose(facts: Facts): Finding[] {
  const findings = [...deviceFindings(facts), ...lineFindings(facts), ...otherFindings(facts)];
  return findings.toSorted((a, b) => SEVERITY[b.weight] - SEVERITY[a.weight]);
}

/** How the call is on the whole: the worst of what is found about oneself; others' trouble is theirs. */
export function verdictOf(findings: readonly Finding[]): 'good' | 'fair' | 'bad' {
  const weights = findings.flatMap(({ participant, weight }) => (participant === null ? weight : []));
  if (weights.includes('bad')) return 'bad';
  return weights.includes('fair') ? 'fair' : 'good';
}
