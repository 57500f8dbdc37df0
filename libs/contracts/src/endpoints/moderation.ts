/** Persons that one member can block. */
export const mostMemberBlocks = 500;
