// The browser reads the bytes after the click; how long it needs for that it does not say. Milliseconds.
const KEPT = 60_000;

/** Hands bytes to the browser as a download. */
export function saveAs(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT);
}
