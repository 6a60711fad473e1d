import { Component, type ReactNode } from 'react';
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
    return (
      <PageMessage
        title="This page came to a halt"
        actions={
          <Button look="primary" onClick={() => location.reload()}>
            Reload
          </Button>
        }
      >
        Something in it failed, perhaps because the server was updated meanwhile. Reloading brings you back;
        your seat is kept for a minute.
      </PageMessage>
    );
  }
}
