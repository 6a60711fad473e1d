/** How many of something may be at a time, those in the making among them. */
export class Cap {
  #taken = 0;

  constructor(private readonly most: number) {}

  /** Whether none is there or in the making. */
  get isFree(): boolean {
    return this.#taken === 0;
  }

  get isFull(): boolean {
    return this.#taken >= this.most;
  }

  /** Takes a place; false where there is none. */
  take(): boolean {
    if (this.isFull) return false;
    this.#taken += 1;
    return true;
  }

  /** Gives a place back that was taken. */
  give(): void {
    this.#taken -= 1;
  }

  /** Holds a place until `making` fails, or what it made ends. Null where there is none, and then nothing is made. */
  async hold<Made extends { observer: { once(event: 'close', listener: () => void): unknown } }>(
    making: () => Promise<Made>,
  ): Promise<Made | null> {
    if (!this.take()) return null;
    try {
      const made = await making();
      made.observer.once('close', () => this.give());
      return made;
    } catch (error) {
      this.give();
      throw error;
    }
  }
}
