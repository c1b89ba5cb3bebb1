#pragma once

#include "carepress/diagnostic.h"
#include "carepress/export.h"
#include "carepress/job.h"
#include "carepress/version.h"

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

CAREPRESS_NAMESPACE_BEGIN

/// How a job ended. The numbers are those of carepress_status in carepress.h.
enum class Status : std::uint8_t {
    done = 0,
    refused = 1,     ///< an error that an author, or who gives the job, can fix: see Result::diagnostics()
    incomplete = 2,  ///< VisitJob::strict, and the record could not be read in full
    failed = 3,      ///< the environment failed, such as a disk or a missing font: the last message says how
};

/// What a handout is written as: the pages are the same in every format. New formats get new numbers; a library that
/// does not know a number refuses it. The numbers are those of carepress_format in carepress.h.
enum class Format : std::uint8_t {
    pdf = 0,  ///< one file, to hand out
    svg = 1,  ///< an SVG for each page, to look at in a browser (docs/handouts.md)
};

/// What became of a job. Immutable and shared by its copies, so copies are cheap and threads can read them. What was
/// moved from may only be destroyed or assigned to.
class CAREPRESS_API Result {
public:
    bool ok() const noexcept { return status() == Status::done; }
    explicit operator bool() const noexcept { return ok(); }
    Status status() const noexcept;

    const std::string& bytes() const noexcept;  ///< of the PDF; empty unless done, and for Format::svg
    /// For Format::svg: each page, in order, pages() of them; empty unless done, and for other formats. UTF-8 without
    /// an XML declaration, so a page is a file of its own, or goes into HTML as it is.
    const std::vector<std::string>& svg_pages() const noexcept;
    int pages() const noexcept;  ///< 0 unless done
    /// Of a handout: for one article, the article's own. Of a visit: empty.
    const std::string& title() const noexcept;
    const std::string& code() const noexcept;
    const std::string& language() const noexcept;  ///< BCP 47
    /// In the order in which they were found. Even if the job is done there may be warnings and notes, and an error
    /// if a translation could not be read.
    const std::vector<Diagnostic>& diagnostics() const noexcept;

    /// Of a visit whose record could be read: what is on the page, what was left out and why, as JSON without
    /// patient data (docs/visits.md).
    const std::string& report() const noexcept;
    /// Of a visit, if VisitJob::want_receipt and done: what was given, as JSON, and as a FHIR transaction, which
    /// contains the PDF. Both name the patient's record.
    const std::string& receipt() const noexcept;
    const std::string& fhir_receipt() const noexcept;

    struct Data;  ///< the library's own
    explicit Result(std::shared_ptr<const Data> data) noexcept;

private:
    std::shared_ptr<const Data> data_;
};

/// An engine could not be made: its data or its fonts are missing, damaged or unreadable. what() says which.
class CAREPRESS_API EngineError : public std::runtime_error {
public:
    explicit EngineError(const std::string& message);
    EngineError(const EngineError&);
    EngineError& operator=(const EngineError&);
    ~EngineError() override;
};

/// Fonts, layouts, brands and phrases, loaded once, and what presses with them. Making an engine takes milliseconds
/// and reads files; faces and layouts are read when first needed and kept, so make one and keep it for as long as
/// the program presses: changed data needs a new engine.
///
/// Any number of threads may call const members of one engine at the same time. Each that is inside borrows a workspace
/// (caches of shaped words, a few MB); as many as there are processors are kept for later calls. The same job gives the
/// same bytes, whatever was pressed before and on whatever thread.
///
/// Press functions report what is wrong in the result. They throw only std::bad_alloc.
class CAREPRESS_API Engine {
public:
    /// Finds its data by the library's own place: share/carepress in the prefix where the library is installed.
    /// Throws EngineError.
    Engine();
    /// Takes its data from a folder that has layouts/, brands/, fonts/, messages/, notices/, words/ and articles/.
    /// Throws EngineError.
    explicit Engine(const std::string& data_folder);
    ~Engine();
    Engine(Engine&&) noexcept;  ///< what was moved from may only be destroyed or assigned to
    Engine& operator=(Engine&&) noexcept;
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    /// Presses one handout: all or nothing. Every mistake that can be seen in one run is reported.
    Result press(const HandoutJob& job, Format format = Format::pdf) const;
    /// Presses the summary of one visit and its articles into one handout: all or nothing. The clock is read only
    /// for `printed_at` and `given_at`, if the job needs them and does not state them. A receipt records a PDF:
    /// VisitJob::want_receipt is refused for other formats.
    Result press(const VisitJob& job, Format format = Format::pdf) const;

    /// The same for jobs as JSON in UTF-8, at most 64 MB (docs/jobs.md). Here the bundle and the note of a visit
    /// may also be texts, {"text": "…"}: such a job contains patient data.
    Result press_json(std::string_view job, Format format = Format::pdf) const;
    Result press_visit_json(std::string_view job, Format format = Format::pdf) const;

    const std::string& data_folder() const noexcept;

private:
    class Implementation;
    std::unique_ptr<const Implementation> implementation_;
};

/// The version of the library that the program runs with, such as "0.1.0".
CAREPRESS_API const char* version() noexcept;

CAREPRESS_NAMESPACE_END
