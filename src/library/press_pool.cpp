#include "library/press_pool.h"

#include <chrono>
#include <filesystem>
#include <iterator>
#include <utility>

namespace carepress::library {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_waiting = 4096;  // jobs: a second's work or two, a megabyte
constexpr auto longest_wait = std::chrono::milliseconds(100);

}  // namespace

PressPool::PressPool(const Settings& settings) : settings_(settings) {
    for (unsigned i = 0; i < settings_.threads; ++i)
        threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
}

PressPool::~PressPool() {
    for (std::jthread& thread : threads_) thread.request_stop();
    threads_.clear();
}

std::size_t PressPool::room() {
    const std::lock_guard lock(mutex_);
    const std::size_t here = jobs_.size() + pressed_.size();
    return here < most_waiting ? most_waiting - here : 0;
}

void PressPool::add(PressJob job) {
    {
        const std::lock_guard lock(mutex_);
        jobs_.push_back(std::move(job));
    }
    jobs_changed_.notify_one();
}

void PressPool::take(std::vector<Pressed>& pressed) {
    std::unique_lock lock(mutex_);
    if (pressed_.empty()) pressed_changed_.wait_for(lock, longest_wait);
    pressed.insert(pressed.end(), std::make_move_iterator(pressed_.begin()), std::make_move_iterator(pressed_.end()));
    pressed_.clear();
}

bool PressPool::idle() {
    const std::lock_guard lock(mutex_);
    return jobs_.empty() && working_ == 0 && pressed_.empty();
}

void PressPool::drop_waiting() {
    const std::lock_guard lock(mutex_);
    jobs_.clear();
}

void PressPool::work(const std::stop_token& stop) {
    for (;;) {
        PressJob job;
        {
            std::unique_lock lock(mutex_);
            if (!jobs_changed_.wait(lock, stop, [&] { return !jobs_.empty(); }) || stop.stop_requested()) return;
            job = std::move(jobs_.front());
            jobs_.pop_front();
            ++working_;
        }
        press_all(job);
        const std::lock_guard lock(mutex_);
        --working_;
    }
}

void PressPool::press_all(const PressJob& job) {
    const ReadSource article = read_again(job.sources);
    const ReadSource translation = job.translation.empty() ? ReadSource{} : read_again(job.translation);
    for (const PressJob::Target& target : job.targets) {
        const bool bilingual = settings_.themes[target.theme].bilingual;
        const ReadSource& failed = article.message.empty() && bilingual ? translation : article;
        Pressed pressed;
        if (!failed.message.empty())
            pressed = refused(job, target, "export/unreadable"_code, failed.message, failed.hint);
        else
            pressed = press_one(job, target, article.source, bilingual ? &translation.source : nullptr);
        {
            const std::lock_guard lock(mutex_);
            pressed_.push_back(std::move(pressed));
        }
        pressed_changed_.notify_one();
    }
}

PressPool::ReadSource PressPool::read_again(const ArticleSources& sources) const {
    const auto& [path, digest] = sources.front();
    ReadSource read;
    try {
        read.source = read_source(settings_.library + "/" + path);
        if (sha256(read.source.bytes) != digest) {
            read.message = "the article was changed while it was being exported";
            read.hint = "export again";
        }
    } catch (const std::exception& error) {
        read.message = error.what();
    }
    return read;
}

Pressed PressPool::pressed_of(const PressJob& job, const PressJob::Target& target) const {
    Pressed pressed;
    pressed.entry.file = target.file;
    pressed.entry.layout = settings_.themes[target.theme].layout_name;
    pressed.entry.brand = settings_.themes[target.theme].brand_name;
    pressed.entry.sources = job.sources;
    if (settings_.themes[target.theme].bilingual)
        pressed.entry.sources.insert(pressed.entry.sources.end(), job.translation.begin(), job.translation.end());
    pressed.entry.is_proof = target.is_proof;
    pressed.is_new = target.is_new;
    return pressed;
}

Pressed PressPool::refused(const PressJob& job, const PressJob::Target& target, DiagnosticCode code,
                           const std::string& message, const std::string& hint) const {
    Pressed pressed = pressed_of(job, target);
    const std::string file = settings_.library + "/" + job.sources.front().first;
    pressed.diagnostics.push_back({Severity::error, code, file, {}, {}, message, hint});
    return pressed;
}

Pressed PressPool::press_one(const PressJob& job, const PressJob::Target& target, const Source& source,
                             const Source* translation) {
    const ExportTheme& theme = settings_.themes[target.theme];
    const auto article_request = [](const Source& of) {
        engine::ArticleRequest article;
        article.source = &of;
        article.picture_folder = fs::path(of.name).parent_path().string();
        return article;
    };
    engine::PressRequest request;
    engine::ArticlePair& pair = request.articles.emplace_back();
    pair.article = article_request(source);
    if (translation != nullptr) pair.translation = article_request(*translation);
    request.language_notice = settings_.language_notice;
    request.standard = settings_.standard;
    request.is_proof = target.is_proof;
    request.theme = theme.theme;
    request.fallback_date = settings_.fallback_date;
    try {
        engine::PressResult result = settings_.engine.press(request);
        Pressed pressed = pressed_of(job, target);
        pressed.diagnostics = std::move(result.diagnostics);
        pressed.entry.code = std::move(result.code);
        pressed.entry.language = std::move(result.language);
        pressed.entry.title = std::move(result.title);
        pressed.ok = result.ok();
        if (!result.ok()) return pressed;
        pressed.entry.pages = result.pages;
        pressed.entry.bytes = result.bytes.size();
        pressed.entry.inputs = target.inputs;
        pressed.entry.digest = sha256(result.bytes);
        pressed.entry.diagnostics = to_json(pressed.diagnostics, settings_.library);
        pressed.staged = settings_.folder.stage(result.bytes);
        return pressed;
    } catch (const OutputError& error) {
        Pressed pressed = refused(job, target, "export/not-written"_code, error.what(), "");
        pressed.environment_failed = true;
        pressed.nothing_can_be_written = true;
        return pressed;
    } catch (const std::exception& error) {  // a font that is missing, say: the next article may yet be done
        Pressed pressed = refused(job, target, "export/not-pressed"_code, error.what(), "");
        pressed.environment_failed = true;
        return pressed;
    }
}

}  // namespace carepress::library
