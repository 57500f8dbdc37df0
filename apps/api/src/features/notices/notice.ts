import type { NoticeKind, Texts } from '@regulars/contracts';

/**
 * What the text of a kind names, and `what`: the case within the kind. A name by language is given as it is stored, and
 * each reader gets it in their language. Figures are digits, moments are RFC 3339, days are ISO 8601.
 */
export type NoticeParams = Readonly<Record<string, string | Texts>>;

export interface NewNotice {
  readonly memberId: string;
  readonly kind: NoticeKind;
  /** A second notice with the same member and key is ignored, also after the first one was read. */
  readonly key: string;
  /** Of the page in the portal. */
  readonly path: string;
  readonly params: NoticeParams;
  /** The member who caused it, if the texts name one. The notice is erased with that member. */
  readonly fromId?: string | null;
  /** The ids of what it is about, and of what that belongs to. It is withdrawn with any of them. */
  readonly about?: readonly string[];
}
