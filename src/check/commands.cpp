#include "check/commands.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace carepress::check {
namespace {

constexpr std::array<std::string_view, 192> english{
    "act",    "add",      "aim",      "apply",    "arrange",  "ask",        "attend",  "avoid",    "bathe",
    "be",     "begin",    "bend",     "boil",     "breathe",  "bring",      "brush",   "build",    "call",
    "carry",  "change",   "check",    "chew",     "choose",   "clean",      "close",   "collect",  "comb",
    "come",   "compare",  "consider", "contact",  "cook",     "cool",       "count",   "cover",    "crawl",
    "cut",    "dab",      "dip",      "do",       "don't",    "dress",      "drink",   "dry",      "ease",
    "eat",    "elevate",  "empty",    "enter",    "exercise", "expect",     "feed",    "fill",     "find",
    "finish", "fix",      "flush",    "follow",   "gargle",   "get",        "give",    "go",       "hang",
    "have",   "hold",     "ice",      "increase", "inhale",   "insert",     "join",    "keep",     "know",
    "label",  "lay",      "learn",    "leave",    "let",      "lie",        "lift",    "limit",    "list",
    "lock",   "look",     "loosen",   "lower",    "make",     "mark",       "massage", "measure",  "mix",
    "move",   "never",    "note",     "notice",   "open",     "pat",        "perform", "pick",     "pinch",
    "plan",   "point",    "pour",     "practice", "press",    "prevent",    "protect", "pull",     "push",
    "put",    "raise",    "reach",    "read",     "record",   "reduce",     "relax",   "release",  "remove",
    "repeat", "replace",  "report",   "rest",     "return",   "rinse",      "roll",    "rub",      "save",
    "say",    "schedule", "scrape",   "scrub",    "seal",     "see",        "seek",    "set",      "shake",
    "share",  "show",     "sip",      "sit",      "skip",     "sleep",      "slide",   "slow",     "sneeze",
    "soak",   "soothe",   "speak",    "spend",    "spit",     "splash",     "spray",   "sprinkle", "squeeze",
    "stand",  "start",    "stay",     "stop",     "store",    "strengthen", "stretch", "support",  "swallow",
    "switch", "take",     "talk",     "teach",    "tell",     "text",       "think",   "throw",    "tilt",
    "touch",  "trace",    "treat",    "trim",     "try",      "turn",       "use",     "vacuum",   "visit",
    "wait",   "walk",     "warm",     "wash",     "watch",    "wear",       "weigh",   "wiggle",   "wipe",
    "work",   "wrap",     "write"};

/// The polite imperative, without pronouns ("lávese" is "lave").
constexpr std::array<std::string_view, 125> spanish{
    "abra",     "acerque",  "acuda",     "acueste",   "afloje",   "agite",    "aleje",      "aliente",  "alimente",
    "alivie",   "anote",    "apoye",     "aprenda",   "apriete",  "apunte",   "atienda",    "avise",    "ayude",
    "baje",     "bañe",     "beba",      "busque",    "cambie",   "camine",   "cierre",     "cocine",   "coloque",
    "coma",     "compre",   "comunique", "conozca",   "consulte", "consuma",  "corra",      "corte",    "cubra",
    "cuente",   "cuide",    "deje",      "descanse",  "despeje",  "detenga",  "diga",       "doble",    "duerma",
    "dé",       "eleve",    "elija",     "empiece",   "encienda", "enjuague", "enseñe",     "entregue", "envuelva",
    "escriba",  "escupa",   "espere",    "estire",    "evite",    "fije",     "fortalezca", "frote",    "gire",
    "guarde",   "hable",    "haga",      "inhale",    "lave",     "lea",      "levante",    "limite",   "limpie",
    "llame",    "llene",    "lleve",     "mantenga",  "marque",   "mida",     "mire",       "mueva",    "no",
    "nunca",    "observe",  "orine",     "pare",      "pese",     "pida",     "piense",     "ponga",    "practique",
    "pregunte", "presione", "prevenga",  "proteja",   "pruebe",   "quede",    "quite",      "recuerde", "reduzca",
    "repita",   "respire",  "revise",    "saque",     "sepa",     "seque",    "siente",     "siga",     "sostenga",
    "suba",     "suspenda", "tape",      "tenga",     "tome",     "tosa",     "trague",     "trate",    "use",
    "vacune",   "vaya",     "vea",       "verifique", "vigile",   "visite",   "vista",      "vuelva"};

/// "lávese", "póngale", "dígalo" without what is appended and without its accent.
bool is_spanish_command(std::string_view word) {
    const auto is = [](const std::string& form) {
        return std::find(spanish.begin(), spanish.end(), form) != spanish.end();
    };
    if (is(std::string(word))) return true;
    constexpr std::array<std::string_view, 13> appended{"selo", "sela", "selos", "selas", "se",  "le", "lo",
                                                        "la",   "les",  "los",   "las",   "nos", "me"};
    constexpr std::array<std::pair<std::string_view, char>, 5> accents{
        {{"\u00E1", 'a'}, {"\u00E9", 'e'}, {"\u00ED", 'i'}, {"\u00F3", 'o'}, {"\u00FA", 'u'}}};
    for (const std::string_view end : appended) {
        if (!word.ends_with(end)) continue;
        std::string stem(word.substr(0, word.size() - end.size()));
        if (is(stem)) return true;
        for (const auto& [accented, plain] : accents)
            if (const std::size_t at = stem.find(accented); at != std::string::npos)
                stem.replace(at, accented.size(), 1, plain);
        if (is(stem)) return true;
    }
    return false;
}

}  // namespace

bool is_command(std::string_view word, std::string_view language) {
    if (language == "en") return std::find(english.begin(), english.end(), word) != english.end();
    return language == "es" && is_spanish_command(word);
}

}  // namespace carepress::check
