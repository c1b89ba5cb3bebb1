#include "check/score.h"

#include <array>

namespace carepress::check {
namespace {

// Items in the words of neither instrument. AHRQ, Patient Education Materials Assessment Tool for Printable Materials
// (PEMAT-P), 2013; CDC, Clear Communication Index, 2014.
constexpr std::array<ScoreQuestion, 28> all_questions{{
    {"purpose", "the title's subject is named before the first heading", "1", "1, 2"},
    {"summary", "an overview of at most 120 words comes before the first heading", "11", "10"},
    {"everyday-words", "the reading level is within the limits", "3", "7"},
    {"medical-terms", "medical words are explained, or plainer ones are used", "4", ""},
    {"active-voice", "the overview and the help boxes say who acts, and so do 9 of 10 other sentences", "5", "6"},
    {"clear-numbers", "doses, ranges and fractions can be read in one way only", "6", "15"},
    {"no-arithmetic", "the reader is not asked to calculate", "7, 24", "17"},
    {"chunks", "there are two sections or more, and no paragraph of more than 6 sentences", "8", "9"},
    {"headings", "each heading says what its section is about", "9", ""},
    {"order", "the most urgent help comes first", "10", ""},
    {"cues", "boxes, bold words or lists mark what matters", "12", "3"},
    {"lists", "there is a list outside of the help boxes", "", "8"},
    {"actions", "the reader is told what to do", "20", "5, 12"},
    {"address", "half of the sentences or more tell or address the reader", "21", ""},
    {"steps", "no item of a list has more than 6 sentences, and no sentence is too long", "22", "14"},
    {"call-to-action", "each help box begins with whom to call", "20", "5"},
    {"picture-captions", "each picture has a caption", "17", ""},
    {"table-heads", "each table has a head, of at most 8 words a cell", "19", ""},
    {"no-distraction", "nothing distracts from the purpose", "2", "", "needs a reader who knows the purpose"},
    {"visual-aids", "a picture is there wherever it helps, and supports the main message", "15, 16, 26", "4",
     "whether a picture would help is for a reader to say"},
    {"clear-pictures", "pictures are clear and uncluttered", "18", "", "a program does not see what a picture shows"},
    {"tools", "there is something to fill in or tick where that helps", "23", "",
     "whether a tool would help is for a reader to say"},
    {"use-of-charts", "it says how to use tables and charts", "25", "", "needs an understanding of what they are for"},
    {"what-is-known", "it says what authorities know and do not know", "", "11", "needs knowledge of the subject"},
    {"why", "it says why to do what it asks", "", "13", "needs an understanding of the reasons"},
    {"meaning-of-numbers", "it says what numbers mean", "", "16", "needs an understanding of the numbers"},
    {"risk", "it says what the risk is, and both risks and benefits", "", "18, 19", "needs knowledge of the subject"},
    {"probability", "probabilities are also said in words or a picture", "", "20",
     "needs an understanding of the numbers"},
}};

}  // namespace

std::span<const ScoreQuestion> score_questions() { return all_questions; }

}  // namespace carepress::check
