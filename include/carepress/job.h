#pragma once

#include "carepress/export.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

CAREPRESS_NAMESPACE_BEGIN

/// A file, or standard input ("-"). Relative paths are relative to the current folder.
struct FileInput {
    std::string path;
};

/// A text that the caller already has.
struct TextInput {
    std::string name;            ///< for messages; its extension tells the format, as a file's does: "fever.md"
    std::string text;            ///< as it would be in a file, at most 8 MB; a FHIR bundle at most 32 MB
    std::string picture_folder;  ///< where figures of an article are looked up; empty: no figures
};

/// An article of the library, by its code ("K977"). Its language is the job's.
struct CodeInput {
    std::string code;
};

/// Where an article comes from.
using ArticleInput = std::variant<FileInput, TextInput, CodeInput>;

/// Where a text about a patient comes from: a clinician's note or a FHIR bundle. Messages show neither the text nor
/// its path; the name of a text is not used.
using PrivateInput = std::variant<FileInput, TextInput>;

/// How the pages of a handout of several articles are numbered.
enum class PageNumbers : std::uint8_t { through = 0, of_each_article = 1 };

/// One handout of one or more articles. docs/jobs.md describes the same as JSON.
struct HandoutJob {
    std::vector<ArticleInput> articles;  ///< in this order; at least one
    /// For a layout of two languages: the translation of the only article. By default the English articles of the
    /// library.
    std::optional<ArticleInput> translation;
    std::string language;              ///< BCP 47: of articles by code ("en" if empty), and of texts that state none
    std::optional<PrivateInput> note;  ///< a clinician's, in Markdown, for a box on page 1
    std::vector<std::string> omit_sections;   ///< by heading
    bool language_notice = false;             ///< adds the page that offers help in many languages
    std::string title;                        ///< of a handout of several articles; empty: in the page's language
    std::optional<PageNumbers> page_numbers;  ///< of a handout of several articles, instead of the layout's
    std::string layout = "letter";            ///< name, or path of a .yaml file
    std::string brand = "default";            ///< name, or path of a folder or a .yaml file
    std::string library;        ///< folder in which codes are looked up; empty: the one that comes with carepress
    std::string fallback_date;  ///< ISO 8601, for a handout whose articles have no date; may be empty
};

/// The summary of one visit, with articles. docs/visits.md has its rules.
struct VisitJob {
    PrivateInput bundle;                  ///< FHIR R4 Bundle in JSON
    std::string patient, encounter;       ///< by id; empty: the only patient, the latest visit
    bool include_restricted = false;      ///< also prints what the record marks as restricted
    bool force = false;                   ///< also for a visit after, or about, the patient's death
    std::string language;                 ///< BCP 47; empty: the one that the patient prefers by the record
    std::string time_zone;                ///< IANA name; empty: the brand's, else the record's own
    std::vector<std::string> articles;    ///< codes in the library, in this order
    bool suggest = false;                 ///< adds the articles whose topics are codes of the visit
    std::optional<PrivateInput> note;     ///< a clinician's, in Markdown, for a box on page 1
    std::vector<std::string> omit_parts;  ///< of the summary, for a proxy's copy: "medicines", "results" …
    std::string printed_by;               ///< who prints it; empty: not printed
    std::string printed_at;               ///< FHIR dateTime; empty: now, if printed_by is set
    bool strict = false;                  ///< no summary if a medicine, allergy or order could not be read in full
    bool want_receipt = false;            ///< makes Result::receipt() and Result::fhir_receipt()
    std::string given_at;         ///< FHIR instant for the receipt; empty: the end of a finished visit, else now
    bool language_notice = true;  ///< adds the page that offers help in many languages
    std::string layout = "visit-summary";  ///< name, or path of a .yaml file
    std::string brand = "default";         ///< name, or path of a folder or a .yaml file
    std::string library;        ///< folder in which codes are looked up; empty: the one that comes with carepress
    std::string fallback_date;  ///< ISO 8601, for a handout without a date; may be empty
};

CAREPRESS_NAMESPACE_END
