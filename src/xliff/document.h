#pragma once

#include "base/diagnostic.h"
#include "xliff/units.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::xliff {

/// How far a translation has come (XLIFF 2.1, 4.2.1.14).
enum class State : std::uint8_t { initial, translated, reviewed, final };
std::string_view name_of(State state);

/// An article as it is sent to translators.
struct OutgoingFile {
    std::string id;           ///< unique in the document, letters, digits, "." "_" and "-"
    std::string code;         ///< the article's; may be empty
    std::string original;     ///< its path in the library
    std::string texts;        ///< digest_of(units)
    std::string translation;  ///< digest of the translation that there is; empty: none
    std::vector<std::string> notes;
    std::vector<Unit> units;
    /// By unit: of those with a target. A target in the state `initial` has to be looked at, as `reasons` says.
    std::vector<State> states;
    std::vector<std::string> reasons;  ///< by unit; why a target has to be looked at, or is not there; may be empty
};

/// Tells whether an article still has the same texts in the same order.
std::string digest_of(const std::vector<Unit>& units);

/// The document, XLIFF 2.1: <pc> and <ph> for codes, whose markup is in <originalData>.
std::string write_xliff(std::string_view source_language, std::string_view target_language,
                        const std::vector<OutgoingFile>& files);

/// A piece of a text as a file has it: codes by id, with the markup that they name.
struct ReadPiece {
    Piece::Kind kind = Piece::Kind::text;
    std::string text;  ///< of a text
    std::string id;    ///< of a code
    std::string data;  ///< the markup that it stands for here; empty: the file doesn't say
    SourceSpan span;
};

/// A unit that came back.
struct ReadUnit {
    std::string id;
    std::vector<ReadPiece> source;
    std::optional<std::vector<ReadPiece>> target;  ///< of all segments; none where one has none
    State state = State::initial;                  ///< the least of its segments
    bool to_check = false;                         ///< it was sent to be looked at, and still says so
    bool translate = true;
    SourceSpan span;
};

struct ReadFile {
    std::string id, code, original, texts, translation;
    std::vector<ReadUnit> units;
    SourceSpan span;
};

/// What came back.
struct ReadDocument {
    std::string source_language, target_language;  ///< canonical BCP 47
    std::vector<ReadFile> files;
};

/// Reads XLIFF 2.0 to 2.2. Refused are documents with a DOCTYPE or an entity of their own, other versions, and what is
/// not well formed; then nothing is returned. No file is ever opened. Segments of a unit are joined in the order of
/// their targets; annotations (<mrk>, <sm>) are passed over, other modules and extensions are ignored.
std::optional<ReadDocument> read_xliff(const Source& source, Diagnostics& diagnostics);

/// Larger files are refused before they are read. This is about 800 articles.
inline constexpr std::size_t largest_xliff = 32'000'000;

/// What a segment says that has to be looked at, in its subState.
inline constexpr std::string_view check_state = "carepress:check";

}  // namespace carepress::xliff
