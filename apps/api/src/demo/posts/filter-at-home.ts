import type { DemoPost } from './demo-post.ts';

/** In German: filter coffee at home. */
export const filterAtHome: readonly DemoPost[] = [
  {
    by: 0,
    daysAgo: 0.1,
    text: 'Erste Tasse aus dem Keramikfilter. 15 g, 250 ml, drei Aufgüsse. Was würdet ihr ändern?',
    picture: ['dripper', 'Ein roter Keramikfilter auf einer Glaskanne, daneben ein Wasserkessel'],
    hearts: 24,
    comments: [
      [3, 'Sieht gut aus! Ich würde den ersten Aufguss 45 Sekunden stehen lassen.'],
      [5, 'Filter vorher mit heißem Wasser spülen, dann schmeckt nichts nach Papier.'],
      [2, 'Etwas feiner mahlen. Bei mir lief es anfangs in zwei Minuten durch, das war zu schnell.'],
      [0, 'Danke! Mit gespültem Filter ist es schon ein anderer Kaffee.'],
    ],
  },
  {
    by: 4,
    daysAgo: 0.8,
    title: 'Was brühen wir am Sonntag gemeinsam?',
    text: 'Wir treffen uns um zehn in der Lindengasse. Die Rösterei stellt, was ihr wählt.',
    poll: {
      options: ['Yirgacheffe, gewaschen', 'Huila, Honey', 'Etwas Entkoffeiniertes'],
      votes: [22, 13, 7],
      daysLeft: 4,
    },
    hearts: 11,
    comments: [
      [1, 'Yirgacheffe, bitte. Ich bringe Kuchen mit.'],
      [6, 'Entkoffeiniert, dann kann ich am Abend noch schlafen.'],
      [7, 'Mir ist beides recht. Hauptsache, jemand erklärt mir das mit dem Aufgießen.'],
    ],
  },
  {
    by: 1,
    daysAgo: 2.2,
    text: 'Den Filter zweimal spülen hat den Kartongeschmack aus meiner Tasse geholt. Ich entschuldige mich bei allen, denen ich die Schuld an den Bohnen gegeben habe.',
    hearts: 31,
    comments: [
      [2, 'Willkommen im Club. Ich habe damals eine ganze Packung verschenkt.'],
      [8, 'Ungebleichte Filter schmecken stärker vor, finde ich.'],
      [4, 'Und das Wasser danach wegschütten! Ja, ich habe es einmal vergessen.'],
    ],
  },
  {
    by: 6,
    daysAgo: 3.4,
    title: 'Mein Kaffee wird sauer. Mühle oder Wasser?',
    text: 'Gleiche Bohnen wie im Laden, gleiche Menge. Im Laden süß, bei mir sauer. Mühle ist eine Handmühle, Wasser aus der Leitung in Graz.',
    isQuestion: true,
    hearts: 8,
    comments: [
      [2, 'Wie heiß ist dein Wasser? Unter 90 Grad wird vieles sauer.'],
      [
        9,
        'Mahl zwei Stufen feiner und gieß direkt nach dem Kochen auf. Bei hellen Röstungen war es bei mir immer das.',
      ],
      [6, 'Zwei Stufen feiner war es! Danke euch allen.'],
      [5, 'Wasser in Graz ist hart, ein Filterkrug hilft auch.'],
    ],
    answer: 1,
  },
  {
    by: 3,
    daysAgo: 5,
    title: 'Neuer Platz am Fenster',
    text: 'Nach zwei Jahren Küchenecke hat die Kaffeestation endlich Licht. Der Kater hat sie schon besichtigt.',
    picture: ['window', 'Ein Tisch mit Kaffeekanne vor einem Fenster in der Morgensonne'],
    hearts: 42,
    comments: [
      [0, 'So schön! Woher ist das Regal?'],
      [3, 'Vom Flohmarkt im fünften Bezirk, acht Euro.'],
      [7, 'Mehr Bilder vom Kater, bitte.'],
    ],
  },
  {
    by: 8,
    daysAgo: 7.3,
    text: 'Heute **1:15** statt 1:17 probiert, also 20 g auf 300 ml. Viel runder. Für meinen Geschmack bleibt es dabei.',
    hearts: 14,
    comments: [
      [1, 'Bei dunkleren Röstungen mache ich 1:14.'],
      [9, 'Ich messe nie. Zwei Löffel und gut ist es. Verratet mich nicht.'],
    ],
  },
  {
    by: 2,
    daysAgo: 9.6,
    title: 'Reinigung der Kanne',
    text: 'Ein Esslöffel Natron, heißes Wasser, über Nacht. Am Morgen sieht die Glaskanne aus wie neu, ganz ohne Schrubben.',
    hearts: 27,
    comments: [
      [4, 'Funktioniert auch bei der Thermoskanne!'],
      [6, 'Gebissreiniger geht genauso. Meine Oma hatte recht.'],
      [0, 'Heute ausprobiert. Ich wusste nicht, dass sie einmal durchsichtig war.'],
    ],
  },
  {
    by: 7,
    daysAgo: 12,
    title: 'Welche Handmühle unter 100 Euro?',
    text: 'Meine alte macht Staub und Brocken gleichzeitig. Filter für zwei Personen, jeden Tag.',
    isQuestion: true,
    hearts: 9,
    comments: [
      [8, 'Achte auf ein Mahlwerk aus Stahl, Keramik wird mit hellen Bohnen mühsam.'],
      [3, 'Frag im Laden, ob du eine ausprobieren darfst. Sie haben drei zum Testen.'],
      [7, 'Habe im Laden alle drei gekurbelt. Es wurde die mittlere.'],
    ],
    answer: 1,
  },
  {
    by: 5,
    daysAgo: 15.4,
    text: 'Kaffee im Zug nach Prag: Handfilter, Thermoskanne, verwunderte Blicke. Der Schaffner wollte auch einen.',
    picture: ['cup', 'Eine dampfende Tasse auf einem kleinen Tisch'],
    hearts: 36,
    comments: [
      [1, 'Hat er bekommen?'],
      [5, 'Natürlich. Dafür hat er den Speisewagen nicht erwähnt.'],
      [9, 'Für unterwegs nehme ich den aus Silikon, der passt in die Jackentasche.'],
    ],
  },
  {
    by: 9,
    daysAgo: 19,
    title: 'Wie oft kauft ihr frisch?',
    text: 'Ich lagere in der Dose, kühl und dunkel. Nach vier Wochen merke ich einen Unterschied.',
    poll: {
      options: ['Jede Woche', 'Alle zwei Wochen', 'Einmal im Monat', 'Wenn sie leer ist'],
      votes: [6, 19, 14, 11],
      daysLeft: -5,
    },
    hearts: 12,
    comments: [
      [2, 'Wenn sie leer ist. Sie ist aber oft leer.'],
      [0, 'In kleinen Packungen einfrieren geht besser, als ich dachte.'],
    ],
  },
  {
    by: 0,
    daysAgo: 24.2,
    text: 'Cold Brew, dritter Versuch: 80 g auf einen Liter, 14 Stunden im Kühlschrank, durch ein Geschirrtuch. Nie wieder ein Geschirrtuch.',
    hearts: 18,
    comments: [
      [6, 'Papierfilter im Trichter, dauert nur etwas länger.'],
      [4, 'Das Tuch hat jetzt wenigstens eine schöne Farbe.'],
    ],
  },
  {
    by: 4,
    daysAgo: 30,
    title: 'Danke für die Verkostung',
    text: 'Drei Kenianer nebeneinander, und zum ersten Mal habe ich wirklich *Johannisbeere* geschmeckt. Danke an alle, die dabei waren!',
    picture: ['tasting', 'Drei Schalen mit Kaffee in einer Reihe, davor zwei Löffel'],
    hearts: 29,
    comments: [
      [8, 'Der mittlere war eindeutig der beste. Ich lasse nicht mit mir reden.'],
      [3, 'Der linke!'],
      [1, 'Nächstes Mal bitte blind, dann sehen wir weiter.'],
    ],
  },
  {
    by: 1,
    daysAgo: 37.5,
    text: 'Wasserkessel mit langem Hals oder geht der normale auch? Ich habe zwei Jahre mit dem normalen geübt: Es geht, man braucht nur eine ruhige Hand.',
    hearts: 10,
    comments: [
      [7, 'Oder einen Messbecher mit Schnabel.'],
      [5, 'Ruhige Hand vor dem ersten Kaffee? Unmöglich.'],
    ],
  },
];
