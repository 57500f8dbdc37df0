const lookAlikes: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  i: 'l',
  '3': 'e',
  '5': 's',
  '8': 'b',
};
const latinOfOne: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l' };

/** The same for two names that a reader could confuse: without case, accents, spaces and signs, look-alikes as one. */
export const likenessOf = (nickname: string): string =>
  [...nickname.normalize('NFKD').toLowerCase()]
    .map((char) => latinOfOne[char] ?? char)
    .join('')
    .replaceAll(/[^a-z0-9]/gu, '')
    .replaceAll(/[013i58]/gu, (char) => lookAlikes[char] ?? char)
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');

/** A member with such a name would pass for the team. */
const ofTheTeam = ['admin', 'moderator', 'support', 'service', 'team', 'official', 'offiziell', 'spravce'];

/** Whether a member must not have it, because others would take them for the team or the club. */
export const passesForTeam = (nickname: string, clubName: string): boolean => {
  const likeness = likenessOf(nickname);
  const club = likenessOf(clubName);
  return (
    ofTheTeam.some((word) => likeness.includes(likenessOf(word))) ||
    (club.length > 2 && likeness.includes(club))
  );
};
