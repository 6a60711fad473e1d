import Check from 'lucide-react/icons/check';
import Link from 'lucide-react/icons/link';
import { useEffect, useState } from 'react';
import { useWords } from '../language/useWords.js';
import { Button, type ButtonProps } from './Button.js';
import { useToasts } from './toastStore.js';

/** Puts a text on the clipboard; false where the browser has no way (a page without https has none). */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

// Deprecated, and still the only way on a plain http page.
function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}

/** Copies a link and says so on itself. */
export function CopyLink({ link, ...rest }: { link: string } & Omit<ButtonProps, 'onClick' | 'children'>) {
  const words = useWords();
  const [copied, setCopied] = useState(false);
  const say = useToasts((toasts) => toasts.say);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_500);
    return () => clearTimeout(timer);
  }, [copied]);

  const onClick = async () => {
    const done = await copy(link);
    setCopied(done);
    say(words(done ? 'ui:linkCopied' : 'ui:copyByHand', { link }));
  };
  return (
    <Button {...rest} onClick={onClick}>
      {copied ? <Check /> : <Link />}
      {words(copied ? 'ui:copied' : 'ui:copyLink')}
    </Button>
  );
}
