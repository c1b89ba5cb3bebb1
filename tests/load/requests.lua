-- What tests/load/run asks: handouts, each with a note of its own, previews and searches, on each connection one after another.
-- Every answer must be whole and of a kind that was asked for; 503 is what a full queue gives.
local codes = {"K977", "F204", "A640", "S325"}
local words = {"fever", "dolor", "diabetis", "R50.9"}
local count = 0
local threads = {}
wrong, right, refused, example = 0, 0, 0, ""

function setup(thread) table.insert(threads, thread) end

function request()
  count = count + 1
  if count % 4 == 0 then return wrk.format("GET", "/v1/search?q=" .. words[count / 4 % #words + 1]) end
  local body = string.format('{"articles":[{"code":"%s"}],"note":{"text":"Handout %d: call **Ana** on Monday."}}', codes[count % #codes + 1], count)
  return wrk.format("POST", count % 4 == 1 and "/v1/previews" or "/v1/handouts", {["Content-Type"] = "application/json"}, body)
end

local function is_right(status, headers, body)
  local kind = headers["Content-Type"]
  if tonumber(headers["Content-Length"]) ~= #body then return false end
  if kind == "application/pdf" then return status == 200 and body:sub(1, 5) == "%PDF-" and body:find("%%EOF%s*$") ~= nil end
  return kind == "application/json" and body:sub(1, 1) == "{" and body:sub(-1) == "}" and
    ((status == 200 and body:find('"hits":', 1, true)) or (status == 201 and body:find('"key":', 1, true))) ~= nil
end

function response(status, headers, body)
  if is_right(status, headers, body) then
    right = right + 1
  elseif status == 503 and headers["Retry-After"] then
    refused = refused + 1
  else
    wrong = wrong + 1
    example = status .. ": " .. body:sub(1, 300)
  end
end

function done(summary)
  local errors = summary.errors
  local sum = {right = 0, wrong = errors.connect + errors.read + errors.write, refused = 0}
  for _, thread in ipairs(threads) do
    for name, value in pairs(sum) do sum[name] = value + thread:get(name) end
    if thread:get("example") ~= "" then io.write("wrong: ", thread:get("example"), "\n") end
  end
  io.write(string.format("%d answers right, %d wrong, %d refused\n", sum.right, sum.wrong, sum.refused))
  os.exit((sum.wrong == 0 and sum.right > 0) and 0 or 1)
end
