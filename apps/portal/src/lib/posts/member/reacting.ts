import Heart from '@lucide/svelte/icons/heart';
import HeartHandshake from '@lucide/svelte/icons/heart-handshake';
import Lightbulb from '@lucide/svelte/icons/lightbulb';
import type { Reactions } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

export type ReactionKind = Reactions['mine'][number];

export const reactionLooks = [
  { kind: 'heart', icon: Heart, label: m.posts_reaction_heart },
  { kind: 'thanks', icon: HeartHandshake, label: m.posts_reaction_thanks },
  { kind: 'clever', icon: Lightbulb, label: m.posts_reaction_clever },
] as const satisfies readonly { kind: ReactionKind; icon: unknown; label: () => string }[];

/** What it will be after a press, before the server says so. */
export const pressed = (reactions: Reactions, kind: ReactionKind): Reactions => {
  const isMine = reactions.mine.includes(kind);
  return {
    ...reactions,
    [kind]: reactions[kind] + (isMine ? -1 : 1),
    mine: isMine ? reactions.mine.filter((other) => other !== kind) : [...reactions.mine, kind],
  };
};
