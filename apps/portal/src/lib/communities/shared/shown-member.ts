/** What can be decided about a member. Its words come from the server: they are many, and few are read. */
export interface MemberStep {
  readonly state: 'invited' | 'member' | 'left' | 'refused' | 'banned';
  readonly role: 'owner' | 'moderator' | 'member';
  readonly label: string;
  /** The toast. */
  readonly done: string;
  /** What a dialog asks before; none for a step that is easily taken back. */
  readonly ask?: { readonly title: string; readonly text: string; readonly reason: boolean };
  readonly danger?: boolean;
}

/** How someone belongs to a community, as owners, moderators and managers see it. */
export interface ShownMember {
  readonly id: string;
  readonly name: string;
  /** Of the member, for managers. */
  readonly href?: string;
  /** The role of those who lead. */
  readonly leads: string | null;
  /** Below the name: since when, and for managers the nickname. */
  readonly note: string;
  readonly message: string | null;
  readonly reason: string | null;
  /** What can be decided now, the usual step first. */
  readonly steps: readonly MemberStep[];
}
