import type { OwnCommunity } from '@regulars/contracts';

/** A community with how the member and it are to each other, in one or two words. */
export interface MarkedCommunity extends OwnCommunity {
  readonly mark: {
    readonly text: string;
    readonly tone: 'neutral' | 'accent' | 'good' | 'warn' | 'bad';
  };
}
