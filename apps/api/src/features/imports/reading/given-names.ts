/** Frequent given names in German, Czech and English, without accents. They tell which part of a name is which. */
const names = `
  adam adela adele adolf adrian agata agnes alan albert albin alena ales alexander alexandra alexandre alfons alfred
  alice alicia alina alois alzbeta amalia amanda amelie amy ana anastasia anatol andrea andreas andrej andrew andy
  aneta angela angelika anezka anita anja anke anna annabell anne annelies annemarie annette anthony antje antonia
  antonie antonin anton arthur artur astrid august augustin aurelia axel barbara barbora beate beatrice beatrix ben
  benedikt benjamin bernadette bernd bernhard berta bettina bianca birgit blanka blazena bohumil bohumila bohuslav
  boleslav boris bozena brian brigitte bruno carina carl carla carlos carmen carolina caroline caroline catherine cecilia
  charles charlotte chiara chloe christa christian christiana christiane christina christine christoph christopher clara
  claudia clemens constanze cora cornelia dagmar dalibor dan dana daniel daniela david denis denisa dennis diana diego
  dieter dietmar dirk dita dominik dominika donald dora doris dorothea drahomira dusan eberhard eckhard edith eduard
  edward egon elena eleonore elfriede elias elisa elisabeth elise elizabeth elke ella ellen elsa emanuel emil emilia
  emilie emily emma emmanuel erich erik erika erna ernst erwin esther ester eugen eva eve evelyn evzen fabian felix
  ferdinand filip finn florian frank frantisek frantiska franz franziska frieda friederike friedrich fritz gabriel
  gabriela gabriele gaby georg george gerald gerda gerhard gerlinde gernot gertrud gertrude gerta gisela gottfried grace
  greta gudrun gunter gunther gustav hana hanna hannah hannelore hannes hans harald harry hedwig heidi heike heiko
  heinrich heinz helen helena helene helga helmut henriette henry herbert hermann herta hilde hildegard holger horst
  hubert hugo ida ignaz igor ilona ilse ines inga ingeborg ingrid irena irene iris irma isabel isabella isabelle ivan
  ivana iva iveta ivo iwona jack jacob jakob jakub james jan jana janet janina jarmila jaromir jaroslav jaroslava jasmin
  jason jean jennifer jens jeremy jessica jindra jindrich jirina jiri jitka joachim joan joanna jochen johan johann
  johanna johannes john jonas jonathan jonas jorg jorge josef josefa josefine joseph josefina josh juan judith judita
  jule julia julian juliana juliane julie julius jurgen justin justyna juergen joerg kai kamil kamila karel karen karin
  karina karl karla karolina karoline katarina katerina katharina kathrin katja katrin kevin klara klaudia klaus kristian
  kristina kristyna kristyna kurt kveta kvetoslava ladislav ladislava lara larissa laura lea lena lenka leo leon leona
  leonhard leonie leopold leos libor libuse lilli lily linda lisa lothar lotte louis louisa lubomir lubos luca lucas
  lucia lucie ludek ludmila ludvik ludwig luis luisa luise lukas luzia lydia lynn lynne madeleine magda magdalena magnus
  maja manfred manuel manuela marc marcel marcela marco marcus marek margarete margarethe margareta margit maria marian
  mariana marianne marie marija marika marina mario marion marketa markus marta martha martin martina mary mathias
  matej mateus matous matthias matthew maurice max maxim maximilian maya melanie melissa mia michael michaela michal
  michel michele mila milan milada milena miloslav miloslava milos milous mina miriam mirjam mirka miroslav miroslava
  mohamed monica monika moritz nadine nadja nancy natalia natalie natascha nela nicholas nick nico nicola nicole niklas
  niko nikola nikolaus nina noah nora norbert oldrich olaf olga oliver olivia ondrej oskar oscar ota otakar otilie otto
  pablo pascal patricia patricie patrick patrik paul paula paulina pauline pavel pavla pavlina peggy peter petr petra
  philip philipp pia radek radim radka radmila radomir radoslav ralf ralph raphael rebecca rebekka regina reinhard
  reinhold renata renate rene richard rita robert roberto robin roland rolf roman romana ronald rosa rosemarie rosa rose
  rostislav roswitha rudi rudolf ruth ruzena sabina sabine samantha samuel sandra sara sarah sascha saskia sebastian
  siegfried sigrid silke silvia simon simona simone sofia sofie sonja sona sophia sophie stanislav stanislava stefan
  stefanie stefania stella stepan stepanka stephan stephanie stephen steve steven sue susan susanna susanne svatopluk
  sven svetlana sylva sylvia tamara tanja tatjana tereza teresa thea theo theodor theresa therese thomas tibor till tim
  timo tina tobias tom tomas toni traude trude tyler udo ulrich ulrike ursula ute uwe vaclav valentin valentina valerie
  vanda vanessa vendula vera verena veronika victor victoria viktor viktoria viktorie vilem vincent vit vitezslav vlasta
  vladimir vladimira vladislav vojtech volker walter waltraud wanda wenzel werner wilhelm william willi wolf wolfgang
  xaver xenia yvette yvonne zbynek zdena zdenek zdenka zita zoe zora zuzana zaneta zofie
`;

const known = new Set(names.split(/\s+/u).filter(Boolean));

const bare = (name: string): string =>
  name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replace('ß', 'ss');

/** Also of 'Anna-Maria' and 'J.'. */
export const isGivenName = (name: string): boolean =>
  /^\p{Lu}\.$/u.test(name) || name.split('-').every((part) => known.has(bare(part)));
