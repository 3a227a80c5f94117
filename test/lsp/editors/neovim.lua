-- Opens a file in Neovim, works on it as a user would, and writes what was seen as JSON.
local file, out = vim.env.PGSSL_FILE, vim.env.PGSSL_OUT
local command = { "pgssl", "lsp", "--stdio" }

local function await(condition)
  assert(vim.wait(250000, condition, 20), "nothing came")
end

local function work()
  local seen = {}
  vim.cmd("edit " .. vim.fn.fnameescape(file))
  vim.bo.filetype = "conf"
  local buffer = vim.api.nvim_get_current_buf()
  local id = vim.lsp.start_client({ name = "pgssl", cmd = command, root_dir = vim.fn.fnamemodify(file, ":h") })
  vim.lsp.buf_attach_client(buffer, id)

  await(function() return #vim.diagnostic.get(buffer) > 0 end)
  seen.diagnostics = vim.tbl_map(function(one) return { one.lnum, one.col, one.code } end, vim.diagnostic.get(buffer))

  vim.api.nvim_win_set_cursor(0, { 2, 0 })
  vim.lsp.buf.hover()
  local float
  await(function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= "" then float = window end
    end
    return float ~= nil
  end)
  seen.hover = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(float), 0, -1, false), "\n")
  vim.api.nvim_win_close(float, true)

  vim.api.nvim_buf_set_lines(buffer, 2, 2, false, { "" })
  local place = { textDocument = { uri = vim.uri_from_fname(file) }, position = { line = 2, character = 0 } }
  local answer = vim.lsp.buf_request_sync(buffer, "textDocument/completion", place, 250000)[id].result
  seen.completion = vim.tbl_map(function(item) return item.word end, vim.lsp.util.text_document_completion_list_to_complete_items(answer, ""))

  vim.ui.select = function(items, _, choose) choose(items[1]) end
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  vim.lsp.buf.code_action()
  local before = vim.api.nvim_buf_get_lines(buffer, 0, 1, false)[1]
  await(function() return vim.api.nvim_buf_get_lines(buffer, 0, 1, false)[1] ~= before end)
  seen.fixed = vim.api.nvim_buf_get_lines(buffer, 0, 1, false)[1]
  await(function() return #vim.diagnostic.get(buffer) == 0 end)

  vim.lsp.stop_client(id)
  await(function() return vim.lsp.client_is_stopped(id) end)
  return seen
end

local ok, seen = pcall(work)
vim.fn.writefile({ vim.fn.json_encode(ok and seen or { error = tostring(seen) }) }, out)
vim.cmd("qall!")
