/** What can open an address: all devices, only those of the same network, or only this machine. */
export type Reach = 'everyone' | 'network' | 'machine';

/** What keeps members from the club before it opens. */
export interface Opening {
  noServer: boolean;
  /** Where links in mails and the code of the poster lead. */
  address: string;
  reach: Reach;
}
