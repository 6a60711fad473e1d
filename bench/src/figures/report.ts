/** What a benchmark found: a table for people, and the same as JSON under bench/results/. */
import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { pairRatios, summarize, type Summary } from './statistics.js';

/** One thing measured of both, in pairs taken side by side. */
export interface Measure {
  name: string;
  unit: string;
  floor: Summary;
  ours: Summary;
  /** Ours by floor, pair by pair. */
  pairRatio: Summary | null;
}

/** What a figure may be at most. */
export interface Bar {
  name: string;
  unit: string;
  value: number;
  limit: number;
  held: boolean;
}

export interface Findings {
  name: string;
  measures: Measure[];
  bars: Bar[];
  /** Facts without a bar, such as the browser's version. */
  notes?: Record<string, unknown>;
}

/** Puts the readings of both side by side; `floor[i]` and `ours[i]` are a pair. */
export function measure(
  name: string,
  unit: string,
  floor: readonly number[],
  ours: readonly number[],
): Measure {
  const ratios = pairRatios(ours, floor);
  return {
    name,
    unit,
    floor: summarize(floor),
    ours: summarize(ours),
    pairRatio: ratios.length > 0 ? summarize(ratios) : null,
  };
}

/** A bar for a figure, held where the figure is not above it. */
export function bar(name: string, unit: string, value: number, limit: number): Bar {
  return { name, unit, value, limit, held: value <= limit };
}

/** A bar for what the median of ours is of the floor's. */
export function ratioBar({ name, ours, floor }: Measure, limit: number): Bar {
  return bar(`${name}: ours / floor`, '×', ours.median / floor.median, limit);
}

/** A bar for the median of what ours is of the floor's, pair by pair. */
export function pairBar({ name, pairRatio }: Measure, limit: number): Bar {
  if (pairRatio === null) throw new RangeError(`${name} has no pairs`);
  return bar(`${name}: ours / floor, in pairs`, '×', pairRatio.median, limit);
}

/**
 * Prints the table, writes bench/results/NAME.json, and sets the process's exit code to 1 where a bar is missed.
 * The working directory is the project's root.
 */
export async function report(findings: Findings): Promise<void> {
  const { name, measures, bars, notes = {} } = findings;
  const tables = [
    ...(measures.length > 0 ? [measuresTable(measures)] : []),
    ...(bars.length > 0 ? [barsTable(bars)] : []),
  ];
  process.stdout.write(`\n${tables.join('\n\n')}\n`);

  await mkdir('bench/results', { recursive: true });
  const file = `bench/results/${name}.json`;
  const content = {
    name,
    date: new Date().toISOString(),
    commit: commit(),
    machine: machine(),
    notes,
    bars,
    measures,
  };
  await writeFile(file, `${JSON.stringify(content, rounded, 2)}\n`);
  process.stdout.write(`\n${file}\n`);
  if (bars.some(({ held }) => !held)) process.exitCode = 1;
}

/** Lines up columns: the first to the left, the others to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function measuresTable(measures: readonly Measure[]): string {
  const head = ['', 'floor', 'min', 'max', 'ours', 'min', 'max', 'ours/floor', 'pairs'];
  const rows = measures.map(({ name, unit, floor, ours, pairRatio }) => [
    unit === '' ? name : `${name} (${unit})`,
    ...spread(floor),
    ...spread(ours),
    floor.median === 0 ? '' : (ours.median / floor.median).toFixed(2),
    pairRatio === null ? '' : `${pairRatio.min.toFixed(2)}–${pairRatio.max.toFixed(2)}`,
  ]);
  return table([head, ...rows]);
}

function spread({ median, min, max }: Summary): string[] {
  return [median, min, max].map(figure);
}

function barsTable(bars: readonly Bar[]): string {
  const rows = bars.map(({ name, unit, value, limit, held }) => [
    name,
    `${figure(value)} ${unit}`,
    `≤ ${figure(limit)} ${unit}`,
    held ? 'holds' : 'MISSED',
  ]);
  return table([['bar', 'found', 'at most', ''], ...rows]);
}

function figure(value: number): string {
  return value.toFixed(Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0);
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 1_000) / 1_000 : value;
}

function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain', '--', ':!bench/results') !== '';
  return git('rev-parse', 'HEAD') + (changed ? ' with changes' : '');
}

function machine(): Record<string, unknown> {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGB: totalmem() / 1e9,
    system: `${process.platform} ${process.arch}`,
    node: process.version,
  };
}
