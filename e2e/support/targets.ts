/** The smallest side of what a finger meets, in CSS pixels: comfortable, and what WCAG 2.2 (2.5.8) asks for at least. */
export const COMFORTABLE = 44;

/**
 * What can be pressed and is smaller than `least` in either direction, by name and size. A field within its label is as
 * large as the label, and a button as what it spreads over its card: that can be pressed as well. Links within sentences are left out (2.5.8, "Inline"). Runs in the
 * page.
 */
export function smallTargets(least: number): string[] {
  const pressable =
    'button, a[href], input:not([type=hidden], [type=file]), select, textarea, summary, [role=menuitem], [role=menuitemcheckbox], [role=menuitemradio], [role=option]';
  // What an open dialog covers cannot be pressed.
  const [top = document] = [...document.querySelectorAll('dialog[open]')].toReversed();
  const found: string[] = [];
  for (const element of top.querySelectorAll<HTMLElement>(pressable)) {
    if (element.closest('[inert], [aria-hidden=true], .said') !== null) continue;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (element.matches('p a, li a:not(nav a)') && getComputedStyle(element).display === 'inline') continue;
    const box = (element.closest('label') ?? element).getBoundingClientRect();
    const spread = getComputedStyle(element, '::after');
    const over = spread.position === 'absolute' && spread.pointerEvents !== 'none';
    const width = Math.max(box.width, over ? Number.parseFloat(spread.width) || 0 : 0);
    const height = Math.max(box.height, over ? Number.parseFloat(spread.height) || 0 : 0);
    // A part of a pixel is the rounding of the layout.
    if (Math.min(width, height) > least - 0.5) continue;
    const name = element.getAttribute('aria-label') ?? element.textContent ?? element.tagName;
    found.push(`${name.trim() || element.outerHTML} ${Math.round(width)}×${Math.round(height)}`);
  }
  return found;
}
