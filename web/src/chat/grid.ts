/** Where an arrow key leads from one of `count` in lines of `columns`; null for a key that leads nowhere. Pure. */
export function moved(
  key: string,
  at: number,
  count: number,
  columns: number,
  direction: 'ltr' | 'rtl',
): number | null {
  const forwards = direction === 'ltr' ? 1 : -1;
  const steps: Record<string, number> = {
    ArrowRight: forwards,
    ArrowLeft: -forwards,
    ArrowDown: columns,
    ArrowUp: -columns,
    Home: -count,
    End: count,
  };
  const step = steps[key];
  if (step === undefined) return null;
  return Math.max(0, Math.min(count - 1, at + step));
}
