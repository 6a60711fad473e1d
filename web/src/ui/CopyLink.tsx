import Check from 'lucide-react/icons/check';
import Link from 'lucide-react/icons/link';
import { useEffect, useState } from 'react';
import { useWords } from '../language/useWords.js';
import { Button, type ButtonProps } from './Button.js';
import { copyText } from './copyText.js';
import { useToasts } from './toastStore.js';

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
    const done = await copyText(link);
    setCopied(done);
    if (!done) say(words('ui:copyByHand', { link }));
  };
  return (
    <>
      <Button {...rest} onClick={onClick}>
        {copied ? <Check /> : <Link />}
        {words(copied ? 'ui:copied' : 'ui:copyLink')}
      </Button>
      {/* Not within the button, of which only its name is heard. */}
      <output className="said">{copied ? words('ui:linkCopied') : null}</output>
    </>
  );
}
