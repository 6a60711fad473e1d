import { Component, type ReactNode } from 'react';
import { wordsNow } from '../language/language.js';
import { Button } from './Button.js';
import { PageMessage } from './PageMessage.js';

/** Where the page itself fails (a part of it is gone from the server after an update, for instance). */
export class Failsafe extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    const words = wordsNow();
    return (
      <PageMessage
        title={words('ui:halted')}
        actions={
          <Button look="primary" onClick={() => location.reload()}>
            {words('ui:reload')}
          </Button>
        }
      >
        {words('ui:haltedWhy')}
      </PageMessage>
    );
  }
}
