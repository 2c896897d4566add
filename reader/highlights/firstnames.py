"""Common first names of women and of men, by which the gender of a named person is guessed.

Names that both bear (Alex, Jordan, Robin, Taylor) are left out: unknown is better than wrong.
Written from general knowledge: English names first, then European, Slavic, Spanish, Arabic and South Asian ones.
"""

from __future__ import annotations

from typing import Final

from reader.highlights.wordlists import words

_WOMEN = """
    abby abigail ada adele adriana agata agnes agnieszka aileen aisha alana alba aleksandra alessandra alexandra
    alexis alice alicia alina alison alla allison alma alyssa amanda amber amelia amina amy ana anastasia anastasiya
    andrea angela angelica angelina anita anja anna annabel anne anneliese annette annie antonella antonia april
    ariana arianna arlene astrid audrey aurora ava avril ayesha barbara beata beatrice beatriz becky belinda bella
    benazir bernadette bertha bess beth bethany betsy betty beverly bianca birgit blanca bonnie brenda brianna bridget
    brigitte britney brittany camila camilla candace candice cara carla carlotta carly carmen carol carole carolina
    caroline carolyn carrie casey cassandra cassie catalina catarina cate catherine cathy cecile cecilia celeste celia
    charlene charlotte chelsea cheryl chiara chloe chris christa christiane christie christina christine cindy claire
    clara clarissa claudia clementine colette colleen connie constance consuelo cora corinne courtney cristina crystal
    cynthia dagmar daisy dana daniela danielle daphne daria daryna dawn deanna debbie deborah debra deirdre delia
    delilah della denise desiree diana diane dolores dominique donna dora doris dorothy dorota edith edna eileen
    ekaterina elaine eleanor elena elisa elisabeth elise eliza elizabeth ella ellen elsa elsie elvira emilia emily
    emma erica erika erin esmeralda estelle esther ethel eugenia eunice eva evelyn ewa faith farah fatima faye felicia
    fiona flora florence frances francesca franziska frieda gabriela gabriella gabrielle gail galina gemma genevieve
    georgia georgina geraldine gertrude gillian gina ginger gisela giulia gladys glenda gloria grace greta gretchen
    guadalupe gwen gwendolyn halina hallie hannah hanna harriet hazel heather heidi helen helena helene helga
    henrietta hilary hilda hillary holly hope huma ida ilona ilse imogen ines inga ingrid irena irene irina iris irma
    isabel isabella isabelle ivana ivanka ivonne jackie jacqueline jade jamie jan jana jane janet janice janine
    jasmine jean jeanette jeanne jenna jennifer jenny jessica jill jillian jo joan joanna joanne jocelyn jodi jody
    joelle johanna jolanta josefina josephine joy joyce juanita judith judy julia juliana julie juliet juliette
    justina justine kaitlin kamala karen karin karina karla kasia kassie kate katarina katarzyna kateryna katharina
    katharine katherine kathleen kathryn kathy katie katrina katy katya kay kayla kaylee keira kellyanne kelly kelsey
    kerry kim kimberly kira kirsten kirstie kirsty krista kristen kristin kristina kristine krystyna kyra lara larissa
    latoya laura lauren laurie lea leah leila lena lenore leonora leslie leticia lidia lila lilian liliana lillian
    lily linda lindsay lindsey lisa liudmila liz liza lizzie lois lola lorena loretta lori lorraine louisa louise
    lucia lucille lucinda lucy luisa lydia lyn lynn lynne lyudmila mabel madeleine madeline madison mae maggie
    magdalena maia maja malala malgorzata malia mandy marcella marcia margaret margarita margot marguerite maria
    mariam marianne maribel marie marijke marilyn marina marion marisa marisol marissa marjorie marla marlene marsha
    marta martha martina mary maryam masha matilda maud maura maureen maxine maya megan meghan melania melanie melinda
    melissa mercedes meredith mia michaela michele michelle mildred millie mimi mindy minnie miranda miriam misty
    mitzi moira molly mona monica monika monique morag myra myrna nadia nadine nadezhda nancy naomi natalia natalie
    natalya natasha nelly nettie nicola nicole nicolette nigella nikki nina noelle noemi nora noreen norma odessa
    oksana olena olga olha olivia opal ophelia paige pam pamela patrice patricia patsy patti patty paula paulette
    paulina pauline pearl peggy penelope penny petra philippa phoebe phyllis pilar polly pooja priscilla priya
    prudence rachael rachel ramona raquel rebecca regina renata rene renee reza rhoda rhonda rita roberta robyn
    rochelle ronda rosa rosalie rosalind rosamund rosanna rose rosemary rosie rowena roxana roxanne ruby ruth sabina
    sabine sabrina sadie sally samantha sandra sara sarah sasha saskia savannah scarlett selena selma serena shannon
    sharon shauna sheila shelby shelley shelly sherry sheryl shirin shirley sigrid silvia simone siobhan sofia solveig
    sonia sonja sonya sophia sophie stacey stacy stefanie stella stephanie sue summer susan susana susanna susanne
    susie suzanne svetlana sviatlana sybil sylvia tabitha tamara tammy tania tanya tara tatiana tatyana teresa teri
    terri tess tessa thelma theresa therese tiffany tilda tina toni tonya tracey tracy tricia trina trisha trudy
    ulrike ursula usha valentina valerie vanessa velma vera verena veronica veronika vicki vicky victoria viktoria
    viola violet virginia vivian viviana vivienne wanda wendy whitney wilma winifred wilhelmina xenia yana yasmin
    yelena yolanda yulia yuliya yvette yvonne zainab zara zelda zoe zofia zoya zuzana fran jeannie jodie lynette
    maddie mallory marcy carly candy char cristen debi elissa ellie emmy gabby huda jaime janelle jayne jeanine jenni
    jerri keisha kendra kiersten kris lana latisha leigh lena lesley liane libby loretta lucretia maeve marci mckenzie
    mercy merrill mollie nan neera nia olympia padma rena rhea rosalyn ruthie sabrina salma sapna selina shanna
    sharron shawna shonda sojourner soledad starla suzan suzette svenja teagan terra tulsi tammie tanisha trish
    valeria vilma wanda yoko zuzanna jaclyn kathie lorie maryanne maryellen marybeth maryann oprah megyn greta arianna
    omarosa huma carly malin kellie katty kristy
    """

_MEN = """
    aaron abdul abdullah abel abraham adalberto adam adnan adolf adrian ahmad ahmed aidan akira al alan alain albert
    alberto alec aleksandr aleksander aleksei aleksey alessandro alexander alexandre alexei alexey alfonso alfred
    alfredo ali alistair allan allen alvaro alvin amadou amir amos anatoly anders andre andreas andrei andrej andrew
    andrey andrii andriy andrzej andy angelo angus anthony anton antonio antony archibald archie ari armando arnold
    arseniy art arthur arturo artur asher ashton august augustus austin bart barack barney barry bartosz basil bashar
    ben benedict benjamin bennett benny bernard bernardo bernd bernie bert bill billy bjorn blake bo bob bobby bogdan
    boris boyd brad bradley brandon brendan brent bret brett brian bruce bruno bryan bryce byron caleb calvin cameron
    carl carlo carlos carson cecil cedric cesar chad charles charlie chester chip christian christoph christophe
    christopher chuck clarence clark claude claus clay clayton clement cliff clifford clint clive clyde colby colin
    connor conor conrad cooper corey cornelius cory craig curt curtis cyril dale damian damien damon dan daniel daniil
    danny dariusz darius darrell darren darryl dave david davide dean dennis denis denys derek desmond devin dexter
    didier diego dieter dimitri dirk dmitri dmitriy dmitry dmytro dominic don donald donovan doug douglas drew duane
    duncan dustin dwayne dwight dylan earl ed eddie edgar edmund eduard eduardo edward edwin egor eli elias elijah
    elliot elliott elmer elon elton emanuel emil emiliano emilio emmanuel enrico enrique eric erich erik ernest
    ernesto ernie erwin esteban ethan etienne eugene evan evgeny ezra fabian fabio fabrizio farid federico felipe
    felix ferdinand fernando fidel filip finn florian floyd francesco francis francisco franco francois frank frankie
    franklin franz fred freddie frederic frederick fredrik friedrich fritz gabriel gareth garrett garry gary gavin
    gene geoff geoffrey george georges gerald gerard gerardo gerhard gerry giacomo gianni gilbert giles giovanni
    giuseppe glen glenn gonzalo gordon graham grant greg gregg gregory grzegorz guido guillaume guillermo gunther gus
    gustav gustavo guy hank hans harald hari harold harrison harry harvey hassan hector heinrich helmut henri henrik
    henry henryk herbert herman hermann homer horace horst howard hubert hugh hugo humberto humphrey hussein ian
    ibrahim ignacio igor ihor ike ilya imran ingo ira isaac isaiah ismail ivan jack jackson jacek jacob jacques jaime
    jake jakob jakub james jamal jan janusz jared jaroslaw jarrod jason javier jay jean-claude jed jeff jefferson
    jeffrey jens jeremiah jeremy jerome jerry jesse jesus jim jimmy joachim joaquin joe joel joerg johan johann
    johannes john johnnie johnny jon jonah jonas jonathan jorg jorge jose josef joseph josh joshua josiah joao juan
    judd jules julian julien julio jurgen justin kareem karl karol kazimierz keith ken kenneth kenny kent kevin khalid
    khizr kirill kirk klaus klemens konrad konstantin kurt kyle lamar lance larry lars laurence laurent lawrence lech
    lee leif leland len leo leon leonard leonardo leonid leopold leroy leszek lester lev levi lewis liam lincoln linus
    lionel lloyd logan lorenzo lothar lou louis luc luca lucas luciano ludwig luigi luis lukas lukasz luke luther lyle
    lyndon maciej mack magnus mahmoud malcolm manfred manuel marc marcel marcin marcio marco marcos marcus marek
    marian mariano mario marios mark markus marshall martin marty marvin mateo mateusz mathew mathias mathieu matt
    matteo matthew matthias maurice mauricio max maxim maximilian maxwell mehmet melvin michael michal michel mickey
    miguel mihail mike mikhail milan miles milos milton mitch mitchell mitt mohamed mohammad mohammed moises monty
    morris moses muhammad murray mustafa mykhailo mykola nasser nate nathan nathaniel neal ned neil nelson neville
    nicholas nick nicolas nicolai niels nigel nikita nikolai nikolay nikos nils noah noam noel nolan norbert norman
    oleg oleh oleksandr oleksii oleksiy oliver olivier omar oscar oskar oswald otis otto owen pablo paolo pascal pat
    patrick paul paulo pavel pavlo pawel pedro perry pete peter petro phil philip philipp philippe phillip pierre
    piers piotr pyotr preston przemyslaw quentin quincy radoslaw rafael rafal rahul rainer raj rajesh ralf ralph
    ramiro ramon randall randolph randy raoul raphael rashid raul ravi ray raymond reed reggie reginald reince rex
    ricardo richard rick rickey ricky rob robbie robert roberto roderick rodney rodrigo rodrigue rogelio roger roland
    rolf roman romano ron ronald ronan ronnie rory ross roy ruben rudolf rudolph rudy rupert ruslan russell rusty ryan
    ryszard salman salvador salvatore sam samir samuel sandeep santiago saul scott sean sebastian sergei sergey sergio
    serge serhii serhiy seth seymour shane shaun shawn sheldon sherman shinzo sid sidney siegfried silvio simon
    slavomir slawomir sol solomon spencer stan stanislav stanislaw stanley stefan stefano stephan stephen sterling
    steve steven stewart stuart sven sylvester tadeusz tariq tarek taras ted teddy terence terrence terry thaddeus
    theo theodore thomas thorsten tim timothy tobias toby todd tom tomas tomasz tommy tony travis trent trevor tristan
    troy tucker ty tyler tyrone tyson ulrich umberto uwe vadim valentin valery vaclav vance vasily vern vernon vic
    vicente victor vijay viktor vince vincent vincenzo virgil vitali vitaly vito vitaliy vladimir vlad vladislav
    volker volodymyr vyacheslav wade waldemar wallace walt walter warner warren wayne wendell werner wes wesley wilbur
    wiley wilfred wilhelm will willard william willie wim winston wladyslaw wojciech wolf wolfgang woodrow woody wyatt
    xavier yaroslav yevgeny yitzhak yuri yusuf yves zachary zach zbigniew zhen zygmunt benjy binyamin boaz chaim chaz
    clem cody cole colt cliff corbin darin deval dick eamon efrain elbert emmett errol fareed gil glynn hal harlan
    haim heath hendrik herb huey hunter irving irwin jeb jeh jess jarvis jermaine joey jorma kurtis lanny lindsey
    lorne lowell luther mac marlon marlin mel merle micah myron newt nikolaos norm orlando orrin ozzie parker percy
    pierce quinn ralston rand rahm ramesh rashad raymundo rich robby rod roscoe rowan royce russ sal sandy sanford
    sasha shimon skip stu tad tate thom thurgood tito tod trey tripp ulysses vaughn vladislav wally wendel wilson yair
    zack barak boutros denzel desmond elie gerrit jacinto kofi lamont lech mao nelson nguyen omid pervez ramzan recep
    rodrigo sadiq sepp tayyip thabo viktor xi yasser ziad
    """

_BOTH = words("""
    andrea alex alexis ashley casey chris dana dominique jackie jaime jamie jan jean jody jordan kelly kerry kim kris
    lee leigh leslie lindsey lynn madison marion mackenzie morgan noel pat quinn rene robin sandy sasha shannon shelby
    sidney sydney stacy taylor terry tracy whitney xi jess joey vivian hope hunter parker reza blake cameron dale
    jessie
    """)

WOMEN: Final[frozenset[str]] = frozenset(_WOMEN.split()) - _BOTH
"""First names that mostly women bear, lower case."""

MEN: Final[frozenset[str]] = frozenset(_MEN.split()) - _BOTH - frozenset(_WOMEN.split())
"""First names that mostly men bear, lower case."""
