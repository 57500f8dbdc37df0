/** What members write, in their languages. */
type Words = Readonly<Record<'de' | 'en' | 'cs', string>>;
export interface Said {
  readonly words: Words;
  /** In the language of the club, as its team writes them. */
  readonly tags: readonly string[];
}
const said = (de: string, en: string, cs: string, ...tags: string[]): Said => ({
  words: { de, en, cs },
  tags,
});

const bad: readonly Said[] = [
  said(
    'Eine Viertelstunde gewartet, dann ging meine Karte nicht. Das Team war nett.',
    'Waited a quarter of an hour, and then my card would not scan. The staff were nice about it.',
    'Čekal jsem čtvrt hodiny a pak nešla načíst karta. Obsluha byla milá.',
    'Wartezeit',
    'Karte',
  ),
  said(
    'Zwei Packungen bestellt, eine kam an. Seit vier Tagen keine Antwort.',
    'Ordered two bags online, one came. No answer for four days.',
    'Objednal jsem dva balíčky, přišel jeden. Čtyři dny žádná odpověď.',
    'Lieferung',
    'Service',
  ),
  said(
    'Für einen Flat White wird es langsam teuer.',
    'Coffee very good, but a flat white is getting steep.',
    'Káva výborná, ale flat white začíná být drahý.',
    'Preis',
  ),
  said(
    'Um neun war das Gebäck schon aus.',
    'The pastries were gone by nine.',
    'V devět už nebylo žádné pečivo.',
    'Gebäck',
  ),
  said('Zu laut zum Lesen.', 'Too loud to read.', 'Na čtení moc hlučno.', 'Raum'),
];
const fair: readonly Said[] = [
  said(
    'Gut, aber samstags ist die Schlange lang.',
    'Good, but the queue is long on Saturdays.',
    'Dobré, jen v sobotu je dlouhá fronta.',
    'Wartezeit',
  ),
  said(
    'Mehr tschechische Bücher wären schön.',
    'More Czech books would be nice.',
    'Potěšilo by víc českých knih.',
    'Bücher',
  ),
  said(
    'Der Kaffee ist gut, die Stühle sind hart.',
    'The coffee is good, the chairs are hard.',
    'Káva dobrá, židle tvrdé.',
    'Raum',
    'Kaffee',
  ),
];
const good: readonly Said[] = [
  said(
    'Jemand, der noch weiß, was ich letztes Mal gelesen habe. Wo gibt es das noch?',
    'Somebody who remembers what I read last time. Where do you still find that?',
    'Někdo, kdo si pamatuje, co jsem četl minule. Kde to dnes najdete?',
    'Service',
    'Bücher',
  ),
  said(
    'Die Herbströstung ist die beste bisher.',
    'The autumn roast is the best you have made so far.',
    'Podzimní pražení je zatím nejlepší.',
    'Kaffee',
  ),
  said(
    'Schnell, freundlich und immer ein Tipp.',
    'Quick, friendly, and always with a tip.',
    'Rychlé, milé a vždycky s tipem.',
    'Service',
  ),
  said('Mein zweites Wohnzimmer.', 'My second living room.', 'Můj druhý obývák.', 'Raum'),
  said(
    'Die Lesung am Donnerstag war wunderbar.',
    "Thursday's reading was wonderful.",
    'Čtvrteční čtení bylo nádherné.',
    'Bücher',
  ),
];

const thin: readonly Said[] = [
  said('Mir zu sauer.', 'Too sour for me.', 'Na mě moc kyselé.', 'Geschmack'),
  said(
    'Im Vollautomaten schmeckt sie dünn.',
    'It tastes thin from my machine.',
    'Z automatu chutná slabě.',
    'Zubereitung',
  ),
  said('12 Euro für 250 g sind viel.', '12 euros for 250 g is a lot.', '12 eur za 250 g je hodně.', 'Preis'),
];
const mild: readonly Said[] = [
  said('Gut, aber kein Alltagskaffee.', 'Good, but not for every day.', 'Dobrá, ale ne na každý den.'),
  said(
    'Als Filter gut, als Espresso nicht.',
    'Good as filter, not as espresso.',
    'Na filtr dobrá, na espresso ne.',
    'Zubereitung',
  ),
];
const full: readonly Said[] = [
  said(
    'Pflaume und Kakao, wie auf der Packung.',
    'Plum and cocoa, as the bag says.',
    'Švestka a kakao, přesně jak píšete na sáčku.',
    'Geschmack',
  ),
  said('Bitte auch im Winter!', 'Please keep it for the winter!', 'Nechte ji prosím i na zimu!'),
  said(
    'Die beste Röstung, die ihr je hattet.',
    'The best roast you have ever had.',
    'Nejlepší pražení, jaké jste kdy měli.',
    'Geschmack',
  ),
];

const byScore =
  (low: readonly Said[], middle: readonly Said[], high: readonly Said[]) =>
  (score: number): readonly Said[] => {
    if (score <= 6) return low;
    return score <= 8 ? middle : high;
  };

/** What a member with this score may write about a visit. */
export const aboutVisit = byScore(bad, fair, good);
/** And about the roast of autumn. */
export const aboutRoast = byScore(thin, mild, full);
