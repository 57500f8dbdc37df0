/** Who can open an address: everyone, only devices of the same network, or only this machine. */
export type Reach = 'everyone' | 'network' | 'machine';

/** What stands between the club and its members before it opens. */
export interface Opening {
  noServer: boolean;
  /** Where links in mails and the code of the poster lead. */
  address: string;
  reach: Reach;
}
