import { createContext } from 'svelte';

/** Content of the till's head, set by its pages. */
export class TillState {
  /** The location's name, e.g. 'Wien 1'; empty until one is chosen. */
  location = $state('');
  /** Purchases that wait for the network. */
  waiting = $state(0);
  online = $state(true);
}

export const [currentTill, provideTill] = createContext<TillState>();
