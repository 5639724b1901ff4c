-- Each connection pauses before a request: none to twice PAUSE_MS, so that they do not march in step.
local most = 2 * tonumber(os.getenv("PAUSE_MS"))

function delay()
  return math.random(0, most)
end
