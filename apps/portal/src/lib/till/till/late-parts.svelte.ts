import { createContext } from 'svelte';
import { loadLate } from '#lib/ui/load-late.ts';
import type * as Dialogs from './dialogs.ts';

/** The parts of the till that nothing shows when it opens. They come after the page, in a file of their own. */
export class LateParts {
  loaded = $state.raw<typeof Dialogs>();
  /** The file did not come. Whatever needs it says so and offers to try again. */
  failed = $state(false);

  async load(): Promise<typeof Dialogs | undefined> {
    if (this.loaded) return this.loaded;
    try {
      this.loaded = await loadLate(() => import('./dialogs.ts'));
      this.failed = false;
    } catch {
      // Without network. Tried again when it is back, and by hand.
      this.failed = true;
    }
    return this.loaded;
  }
}

export const [currentLateParts, provideLateParts] = createContext<LateParts>();
