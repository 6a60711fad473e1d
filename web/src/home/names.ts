/** Words for the names of new hangouts: short, kind, easy to say over a phone and to spell. */
const MANNERS =
  'amber bold brave breezy bright calm cheerful clever cosy crisp curious daring dusty eager early easy fair fancy fine fond fresh friendly gentle glad golden good grand happy honest humble jolly keen kind late light little lively lucky mellow merry mild mighty misty neat new nice noble old olive open patient plain playful polite proud quick quiet rare red ready rosy round royal rustic sharp shy silent silver simple sleepy slow small smart smooth snowy soft sparkling still stout strong sunny sweet swift tall tender tidy tiny true velvet violet warm wild windy wise witty yellow young zesty'.split(
    ' ',
  );
const THINGS =
  'acorn anchor apple apricot arrow badger bamboo beaver bell berry birch bison boat bridge brook butter candle canoe canyon castle cedar cherry cinnamon cloud clover comet copper coral cove crane cricket dolphin dune eagle ember falcon fern fiddle field finch fjord forest fox garden ginger glacier grove harbour harvest hazel heron hill honey island ivy jasmine kettle kite lagoon lake lantern lemon lily lotus maple meadow melon mint moon moss mountain nutmeg oak ocean olive orchard otter owl panda peach pebble pepper pine planet plum pond poppy puffin quartz rabbit rain raven reef river robin rocket saffron sail sparrow spruce star stone stream swan thistle tiger tulip valley walnut willow wind wolf wren zebra'.split(
    ' ',
  );
const DOINGS =
  'arrives balances beams begins blooms bounces brews builds calls chats climbs coasts crosses dances dashes dives drifts dreams drums explores flies floats flows gathers gazes giggles gleams glides glows greets grins grows hikes hops hovers hums invites joins jokes juggles jumps laughs leaps listens lingers meets mends mingles moves murmurs naps nods orbits paddles paints plays ponders races rambles reads rests rides rings rises roams rolls rows runs sails sews shares shines sings sips sits skates skips sleeps smiles soars sparks speaks spins starts stays stirs strolls swims swings talks tells travels turns twirls visits wades waits walks wanders waves whispers whistles winks wonders writes yawns'.split(
    ' ',
  );

/** A whole number from 0 up to `below`, all equally likely. */
export type Chance = (below: number) => number;

// `crypto.getRandomValues` is there on plain http pages too; `randomUUID` is not.
const chance: Chance = (below) => {
  const [value = 0] = crypto.getRandomValues(new Uint32Array(1));
  return Math.floor((value / 2 ** 32) * below);
};

/** A new room name of three words, one of more than a million: `sunny-otter-sings`. */
export function newRoomName(pick: Chance = chance): string {
  return [MANNERS, THINGS, DOINGS].map((words) => words[pick(words.length)] ?? words[0]).join('-');
}

/** How many names there are. */
export const ROOM_NAMES = MANNERS.length * THINGS.length * DOINGS.length;
