import { createContext } from 'svelte';

/** What the head of the till shows; the till's pages set it. */
export class TillState {
  /** The location's name, e.g. 'Wien 1'; empty until one is chosen. */
  location = $state('');
  /** Purchases that wait in the queue for the network. */
  waiting = $state(0);
  online = $state(true);
}

export const [currentTill, provideTill] = createContext<TillState>();
